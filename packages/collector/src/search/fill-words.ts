import { createTurnEnd } from '../after-turn.ts'
import { CatchingUpError } from '../lead-book.ts'
import { readInForce, VERSION_IN_FORCE } from '../model/publication.ts'
import type { Snapshot, Store } from '../storage/port.ts'
import { searchWords } from './search-words.ts'

/** Name of the setting that tells how far the leads of an earlier release have their words: a place as JSON, or `all`. */
const FILLED = 'leads with words'
const ALL = 'all'

/** Few, because nothing else is stored meanwhile. */
const LEADS_PER_TRANSACTION = 100

type Place = { value: number; id: string }

/** Whether every lead has its words; until then a search has to look through all of them. */
export async function allHaveWords(snapshot: Snapshot): Promise<boolean> {
  return (await snapshot.setting(FILLED)) === ALL
}

/** Gives the leads of an earlier release the words that they are found by. */
export interface WordFiller {
  /** Begins in the background, or again after a failure. */
  start(): void
}

/** Makes a filler that has begun nothing yet. */
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

/** Does some leads in each transaction, and goes on where it was interrupted; those that come meanwhile get their words as they are saved. */
export async function fillWords(store: Store): Promise<void> {
  const afterThisTurn = createTurnEnd()
  const step = () =>
    store.transact(async (transaction) => {
      const place = await transaction.setting(FILLED)
      if (place === ALL) return false
      // Leads are copied with their words then; whoever is asked next goes on.
      const { coming } = readInForce(await transaction.setting(VERSION_IN_FORCE, true))
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
  // Mostly there is nothing to do: writers need not be asked then.
  if (await store.read(allHaveWords)) return
  while (await step()) await afterThisTurn()
}
