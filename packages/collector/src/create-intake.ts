import type { Scorer } from '@leadlight/scoring'
import { createGroupCommit } from './group-commit.ts'
import { eventKey } from './identity/moment.ts'
import type { Intake, IntakeResult } from './intake.ts'
import { absorb } from './leads/absorb.ts'
import { createModelCheck } from './leads/rescore.ts'
import { tolerantScorer } from './leads/tolerant-scorer.ts'
import type { Store, Verdict } from './storage/port.ts'
import { StoreUnavailableError } from './storage/store-unavailable-error.ts'
import type { RejectedMessage, StoredEvent } from './stored-event.ts'

/** What an intake works with. */
export interface IntakeOptions {
  store: Store
  scorer: Scorer
  /** The clock, in milliseconds since 1970; the system's unless given. */
  now?: () => number
}

interface Delivery {
  events: StoredEvent[]
  rejected: RejectedMessage[]
}

/**
 * Takes events in. Deliveries that are ready at the same time, and those that come while a commit runs, share one
 * transaction. When it fails because of one event, that event alone is refused, kept with the reason.
 */
export function createIntake({ store, scorer, now = Date.now }: IntakeOptions): Intake {
  const checkModel = createModelCheck(store, scorer, now)

  const commit = (deliveries: Delivery[], by = scorer): Promise<IntakeResult[]> =>
    store.transact(async (transaction) => {
      const rejected = deliveries.flatMap((delivery) => delivery.rejected)
      if (rejected.length > 0) await transaction.insertRejected(rejected)
      const events = deliveries.flatMap((delivery) => delivery.events)
      const verdicts = events.length === 0 ? [] : await absorb(transaction, events, by, now())
      return deliveries.map((delivery) => countVerdicts(verdicts.splice(0, delivery.events.length)))
    })

  /** Commits event by event; each failure ends up with the event that causes it, not with those that follow. */
  const commitApart = async ({ events, rejected }: Delivery): Promise<IntakeResult> => {
    const results = await commit([{ events: [], rejected }])
    for (const event of events) {
      try {
        const careful = tolerantScorer(scorer, eventKey(event))
        results.push(...(await commit([{ events: [event], rejected: [] }], careful)))
      } catch (error) {
        if (error instanceof StoreUnavailableError) throw error
        const reason = `could not be processed: ${error instanceof Error ? error.message : String(error)}`
        const kept = await commit([{ events: [], rejected: [asRejected(event, reason)] }])
        results.push(
          ...kept.map((result) => ({ ...result, refused: [{ messageId: event.messageId, reason }] })),
        )
      }
    }
    return sum(results)
  }

  const group = createGroupCommit<Delivery, IntakeResult>(async (deliveries) => {
    await checkModel()
    try {
      const results = await commit(deliveries)
      return results.map((value) => ({ status: 'fulfilled', value }))
    } catch (error) {
      if (error instanceof StoreUnavailableError) throw error
      const settled: PromiseSettledResult<IntakeResult>[] = []
      for (const delivery of deliveries) settled.push(...(await Promise.allSettled([commitApart(delivery)])))
      return settled
    }
  })
  return { accept: (events, rejected) => group({ events, rejected }) }
}

function countVerdicts(verdicts: Verdict[]): IntakeResult {
  const counts = { new: 0, duplicate: 0, conflict: 0 }
  for (const verdict of verdicts) counts[verdict] += 1
  return { stored: counts.new, duplicates: counts.duplicate, conflicts: counts.conflict, refused: [] }
}

function sum(results: IntakeResult[]): IntakeResult {
  return results.reduce((a, b) => ({
    stored: a.stored + b.stored,
    duplicates: a.duplicates + b.duplicates,
    conflicts: a.conflicts + b.conflicts,
    refused: [...a.refused, ...b.refused],
  }))
}

function asRejected(event: StoredEvent, reason: string): RejectedMessage {
  const { site, messageId, receivedAt } = event
  return { site, messageId, receivedAt, reason, message: JSON.stringify(event) }
}
