import type { Scorer } from '@leadlight/scoring'
import { createTurnEnd } from '../after-turn.ts'
import { crossingDocument } from '../crossings/crossing.ts'
import { endsWithin } from '../ends-within.ts'
import { CatchingUpError } from '../lead-service.ts'
import { StaleModelError } from '../model/stale-model-error.ts'
import { createMutex } from '../storage/mutex.ts'
import type { Store } from '../storage/port.ts'
import { decayUntil, rateLead } from './rate-lead.ts'
import { isStale } from './save-leads.ts'

/** Few, because other writers wait meanwhile. */
const LEADS_PER_TRANSACTION = 200

/** Rates the leads whose `changesAt` has passed, so that filters are exact and stored scores within a point. */
export interface Refresher {
  /**
   * Rates all leads that are due at a time. Resolves to the time at which the next one is due; null for never. Both are in
   * milliseconds since 1970.
   */
  sweep(at: number): Promise<number | null>
  /**
   * Like `sweep`, but gives up waiting after a while; the sweep continues.
   *
   * @throws CatchingUpError
   */
  upTo(at: number): Promise<void>
}

/**
 * Creates a refresher. All callers share one sweep, which yields after every few leads, so that no request does all the work
 * after a long pause, and events are not held up.
 */
export function createRefresher(store: Store, scorer: Scorer, patienceMs = 2_000): Refresher {
  const mutex = createMutex()
  const afterThisTurn = createTurnEnd()

  /** Rates some of the due leads; returns the time at which the first one was due, or else will be due. */
  const refreshSome = async (at: number): Promise<number | null> => {
    // Usually none is due, and no write transaction is needed.
    const [first] = await store.read((snapshot) => snapshot.dueLeads(Number.MAX_SAFE_INTEGER, 1))
    if (first === undefined || first.changesAt === null || first.changesAt > at)
      return first?.changesAt ?? null
    await store.transact(async (transaction) => {
      const leads = await transaction.dueLeads(at, LEADS_PER_TRANSACTION)
      if (leads.some((lead) => isStale(lead, scorer.model.version))) {
        throw new StaleModelError('The leads are scored by another model.')
      }
      const crossings = leads.flatMap((lead) => {
        const changes = decayUntil(lead, scorer, at)
        rateLead(lead, scorer, at)
        return changes.map((change) => crossingDocument(lead, { ...change, cause: 'fading' }, scorer, at))
      })
      if (crossings.length > 0) await transaction.saveDocuments(crossings)
      await transaction.saveLeads(leads.map((lead) => ({ lead, words: null })))
    })
    return first.changesAt
  }
  const sweep = (at: number): Promise<number | null> =>
    mutex.run(async () => {
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
      // If the sweep fails later, the next caller gets the same error.
      if (await endsWithin(patienceMs, swept)) return
      throw new CatchingUpError('Many scores are due and being updated: try again in a moment.')
    },
  }
}
