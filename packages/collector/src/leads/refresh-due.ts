import type { Scorer } from '@leadlight/scoring'
import { createTurnEnd } from '../after-turn.ts'
import { crossingDocument } from '../crossings/crossing.ts'
import { endsWithin } from '../ends-within.ts'
import { CatchingUpError } from '../lead-book.ts'
import { StaleModelError } from '../model/stale-model-error.ts'
import type { Store } from '../storage/port.ts'
import { createTurns } from '../storage/turns.ts'
import { fadeTo, rateLead } from './rate-lead.ts'
import { isStale } from './save-leads.ts'

/** Few, because nothing else is stored meanwhile. */
const LEADS_PER_TRANSACTION = 200

/** Rates the leads whose time to change has come, so that filters are exact and stored scores near the truth. */
export interface Refresher {
  /**
   * Resolves when nothing is due any more at a time, with the time at which something is next, both in milliseconds since
   * 1970; null for never.
   */
  sweep(at: number): Promise<number | null>
  /** The same, for those who cannot wait for long: the sweep goes on without them. @throws CatchingUpError */
  upTo(at: number): Promise<void>
}

/**
 * Makes a refresher. All who ask share one sweep, which lets others have their turn after every few leads: no request does
 * the work of a long pause by itself, or holds up those who send events.
 */
export function createRefresher(store: Store, scorer: Scorer, patienceMs = 2_000): Refresher {
  const turns = createTurns()
  const afterThisTurn = createTurnEnd()

  /** Rates some of those that are due, if any; gives the time at which the first of them, or else of all, was due. */
  const refreshSome = async (at: number): Promise<number | null> => {
    // Mostly there are none: writers need not be asked then.
    const [first] = await store.read((snapshot) => snapshot.dueLeads(Number.MAX_SAFE_INTEGER, 1))
    if (first === undefined || first.changesAt === null || first.changesAt > at)
      return first?.changesAt ?? null
    await store.transact(async (transaction) => {
      const leads = await transaction.dueLeads(at, LEADS_PER_TRANSACTION)
      if (leads.some((lead) => isStale(lead, scorer.model.version))) {
        throw new StaleModelError('The leads are scored by another model.')
      }
      const crossings = leads.flatMap((lead) => {
        const changes = fadeTo(lead, scorer, at)
        rateLead(lead, scorer, at)
        return changes.map((change) => crossingDocument(lead, { ...change, cause: 'fading' }, scorer, at))
      })
      if (crossings.length > 0) await transaction.saveDocuments(crossings)
      await transaction.saveLeads(leads.map((lead) => ({ lead, words: null })))
    })
    return first.changesAt
  }
  const sweep = (at: number): Promise<number | null> =>
    turns.take(async () => {
      while (true) {
        const next = await refreshSome(at)
        if (next === null || next > at) return next
        await afterThisTurn()
      }
    })

  return {
    sweep,
    async upTo(at) {
      const swept = sweep(at)
      // Should it fail later, whoever asks next meets the same failure.
      if (await endsWithin(patienceMs, swept)) return
      throw new CatchingUpError(
        'Many scores have changed since they were asked for last and are being worked out: ask again in a moment.',
      )
    },
  }
}
