import { createScorer, type Model } from '@leadlight/scoring'
import { createModelCheck, STATE_SETTING } from '../leads/rescore.ts'
import type { Store } from '../storage/port.ts'

/** What visitors did, as against what they said of themselves. */
const whatTheyDid = { types: ['page', 'screen', 'track'] as const, except: ['Form Submitted'] }

/**
 * Takes out of the log what visitors did before `before`, in milliseconds since 1970, and gives the number of events. Who
 * they are and what they told stays, as does all that came with a secret key. Then every lead is worked out anew, so that
 * scores are those of the log as it is now; interrupted, the next start of a collector goes on with that.
 *
 * @param model the one in force
 */
export async function shortenLog(options: {
  store: Store
  model: Model
  before: number
  /** Milliseconds since 1970. */
  now: () => number
}): Promise<number> {
  const { store, model, before, now } = options
  // First, so that whatever happens in between is noticed.
  await store.transact((transaction) => transaction.saveSetting(STATE_SETTING, 'log shortened'))
  const count = await store.shortenLog({ before, types: [...whatTheyDid.types], except: whatTheyDid.except })
  await createModelCheck(store, createScorer(model), now)()
  return count
}
