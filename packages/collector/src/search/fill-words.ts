import { createTurnEnd } from '../after-turn.ts'
import { CatchingUpError } from '../lead-service.ts'
import { CURRENT_VERSION, readCurrentVersion } from '../model/publication.ts'
import type { Snapshot, Store } from '../storage/port.ts'
import { searchWords } from './search-words.ts'

/** Name of the setting with the progress: the place up to which leads have their search words, as JSON, or `all`. */
const FILLED = 'leads with words'
const ALL = 'all'

/** Few, because other writers wait meanwhile. */
const LEADS_PER_TRANSACTION = 100

type Place = { value: number; id: string }

/** Whether all leads have search words; until then, a search scans all leads. */
export async function allHaveWords(snapshot: Snapshot): Promise<boolean> {
  return (await snapshot.setting(FILLED)) === ALL
}

/** Adds search words to the leads of earlier releases. */
export interface WordFiller {
  /** Starts in the background; may be called again after a failure. */
  start(): void
}

/** Creates a filler, without starting it. */
export function createWordFiller(store: Store): WordFiller {
  let filling: Promise<void> | undefined
  return {
    start() {
      if (filling !== undefined) return
      filling = fillWords(store).catch(() => {
        filling = undefined
      })
    },
  }
}

/** Fills in the words, some leads per transaction, from where it was interrupted. New leads get their words when saved. */
export async function fillWords(store: Store): Promise<void> {
  const afterThisTurn = createTurnEnd()
  const step = () =>
    store.transact(async (transaction) => {
      const place = await transaction.setting(FILLED)
      if (place === ALL) return false
      // Publishing a model copies leads with their words; filling goes on afterwards.
      const { coming } = readCurrentVersion(await transaction.setting(CURRENT_VERSION, true))
      if (coming) throw new CatchingUpError('Another model is being prepared')
      const after: Place | null = place === null ? null : JSON.parse(place)
      const limit = LEADS_PER_TRANSACTION
      const leads = await transaction.listLeads({ by: 'firstSeen', descending: false, after, limit })
      await transaction.saveLeads(leads.map((lead) => ({ lead, words: searchWords(lead) })))
      const last = leads.at(-1)
      const next: Place | undefined = last && { value: last.firstSeen, id: last.id }
      await transaction.saveSetting(FILLED, next === undefined ? ALL : JSON.stringify(next))
      return last !== undefined
    })
  // Mostly there is nothing to do; reading does not block writers.
  if (await store.read(allHaveWords)) return
  while (await step()) await afterThisTurn()
}
