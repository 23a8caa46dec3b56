import { createScorer, type Model } from '@leadlight/scoring'
import { FORM_SUBMITTED } from '../event-names.ts'
import { createModelCheck, STATE_SETTING } from '../leads/rescore.ts'
import type { Store } from '../storage/port.ts'

/** Events by which visitors act, as opposed to those by which they identify themselves. */
const activity = { types: ['page', 'screen', 'track'] as const, except: [FORM_SUBMITTED] }

/**
 * Deletes what visitors did before `before` (milliseconds since 1970) from the log, and returns the number of events.
 * Identifications and form submissions remain, and so do all events from secret keys. Then all leads are recomputed, so
 * that scores match the log; if interrupted, the next start of a collector continues.
 *
 * @param model the current model
 */
export async function shortenLog(options: {
  store: Store
  model: Model
  before: number
  /** Milliseconds since 1970. */
  now: () => number
}): Promise<number> {
  const { store, model, before, now } = options
  // Saved first, so that the recomputation happens even if the process stops in between.
  await store.transact((transaction) => transaction.saveSetting(STATE_SETTING, 'log shortened'))
  const count = await store.shortenLog({ before, types: [...activity.types], except: activity.except })
  await createModelCheck(store, createScorer(model), now)()
  return count
}
