import type { Scorer } from '@leadlight/scoring'
import { createGroupCommit } from './group-commit.ts'
import type { Intake, IntakeResult } from './intake.ts'
import { absorb } from './leads/absorb.ts'
import { createModelCheck } from './leads/rescore.ts'
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

  const commit = (deliveries: Delivery[]): Promise<IntakeResult[]> =>
    store.transact(async (transaction) => {
      const rejected = deliveries.flatMap((delivery) => delivery.rejected)
      if (rejected.length > 0) await transaction.insertRejected(rejected)
      const events = deliveries.flatMap((delivery) => delivery.events)
      const verdicts = events.length === 0 ? [] : await absorb(transaction, events, scorer, now())
      return deliveries.map((delivery) => countVerdicts(verdicts.splice(0, delivery.events.length)))
    })

  /** Commits alone, and what even so fails event by event; each failure ends up with the event that causes it. */
  const commitAlone = async (delivery: Delivery): Promise<IntakeResult> => {
    const [only] = delivery.events
    try {
      return sum(await commit([delivery]))
    } catch (error) {
      if (error instanceof StoreUnavailableError || only === undefined) throw error
      if (delivery.events.length > 1) {
        const { rejected } = delivery
        const results = [await commitAlone({ events: [only], rejected })]
        for (const event of delivery.events.slice(1)) {
          results.push(await commitAlone({ events: [event], rejected: [] }))
        }
        return sum(results)
      }
      const reason = `could not be processed: ${error instanceof Error ? error.message : String(error)}`
      await commit([{ events: [], rejected: [...delivery.rejected, asRejected(only, reason)] }])
      return { stored: 0, duplicates: 0, conflicts: 0, refused: [{ messageId: only.messageId, reason }] }
    }
  }

  const group = createGroupCommit<Delivery, IntakeResult>(async (deliveries) => {
    await checkModel()
    try {
      const results = await commit(deliveries)
      return results.map((value) => ({ status: 'fulfilled', value }))
    } catch (error) {
      if (error instanceof StoreUnavailableError) throw error
      const settled: PromiseSettledResult<IntakeResult>[] = []
      for (const delivery of deliveries) settled.push(...(await Promise.allSettled([commitAlone(delivery)])))
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
