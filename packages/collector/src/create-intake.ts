import type { Scorer } from '@leadlight/scoring'
import { createErasedFinder, type IntakeBatch } from './erasure/find-erased.ts'
import type { SubmissionProcessor } from './forms/create-submission-processor.ts'
import { createGroupCommit } from './group-commit.ts'
import { eventKey } from './identity/event-position.ts'
import { rejectedText } from './ingest/rejected-message.ts'
import type { Intake, IntakeResult } from './intake.ts'
import { applyEvents } from './leads/apply-events.ts'
import { createModelCheck } from './leads/rescore.ts'
import { tolerantScorer } from './leads/tolerant-scorer.ts'
import { createModelExpectation } from './model/expect-model.ts'
import { StaleModelError } from './model/stale-model-error.ts'
import type { Store, Verdict } from './storage/port.ts'
import { StoreUnavailableError } from './storage/store-unavailable-error.ts'
import type { RejectedMessage, StoredEvent } from './stored-event.ts'

/** Options of `createIntake`. */
export interface IntakeOptions {
  store: Store
  scorer: Scorer
  /** Milliseconds since 1970; the system clock by default. */
  now?: () => number
  /** Records what follows from new events, in the transaction that stores them. */
  submissionProcessor?: Pick<SubmissionProcessor, 'record'>
  /** Makes sure that the stored leads are scored by this model; by default checked once, before the first commit. */
  checkModel?: () => Promise<void>
}

/**
 * Creates an intake. Deliveries that are ready at the same time, or arrive during a commit, share one transaction. When it
 * fails because of one event, only that event is rejected and stored with the reason.
 */
export function createIntake(options: IntakeOptions): Intake {
  const { store, scorer, now = Date.now, submissionProcessor } = options
  const checkModel = options.checkModel ?? createModelCheck(store, scorer, now)
  const findErased = createErasedFinder()
  const expectModel = createModelExpectation(scorer)

  const commit = (deliveries: IntakeBatch[], by = scorer): Promise<IntakeResult[]> =>
    store.transact(async (transaction) => {
      const [erased, { coming }] = await Promise.all([
        findErased(transaction, deliveries),
        expectModel(transaction),
      ])
      const rejected = deliveries.flatMap((delivery) =>
        delivery.rejected.filter((message) => !erased.rejected.has(message)),
      )
      if (rejected.length > 0) await transaction.insertRejected(rejected)
      const kept = deliveries.map(({ events }) => events.filter((event) => !erased.events.has(event)))
      const events = kept.flat()
      const verdicts = events.length === 0 ? [] : await applyEvents(transaction, events, by, now(), coming)
      await submissionProcessor?.record(
        transaction,
        events.filter((_, index) => verdicts[index] === 'new'),
      )
      return deliveries.map((delivery, index) => {
        const own = verdicts.splice(0, kept[index]?.length ?? 0)
        // Events erased earlier count as duplicates.
        return countVerdicts([...own, ...delivery.events.slice(own.length).map(() => 'duplicate' as const)])
      })
    })

  /** Commits each event separately, so that a failure affects only the event that causes it. */
  const commitApart = async ({ events, rejected, sentNow }: IntakeBatch): Promise<IntakeResult> => {
    const results = await commit([{ events: [], rejected, sentNow }])
    for (const event of events) {
      try {
        const careful = tolerantScorer(scorer, eventKey(event))
        results.push(...(await commit([{ events: [event], rejected: [], sentNow }], careful)))
      } catch (error) {
        if (error instanceof StoreUnavailableError || error instanceof StaleModelError) throw error
        const reason = `could not be processed: ${error instanceof Error ? error.message : String(error)}`
        const kept = await commit([{ events: [], rejected: [asRejected(event, reason)], sentNow }])
        results.push(
          ...kept.map((result) => ({ ...result, refused: [{ messageId: event.messageId, reason }] })),
        )
      }
    }
    return sum(results)
  }

  const group = createGroupCommit<IntakeBatch, IntakeResult>(async (deliveries) => {
    await checkModel()
    try {
      const results = await commit(deliveries)
      return results.map((value) => ({ status: 'fulfilled', value }))
    } catch (error) {
      if (error instanceof StoreUnavailableError || error instanceof StaleModelError) throw error
      const settled: PromiseSettledResult<IntakeResult>[] = []
      for (const delivery of deliveries) settled.push(...(await Promise.allSettled([commitApart(delivery)])))
      return settled
    }
  }, store.groupsAtOnce)
  return { accept: (events, rejected, sentNow = false) => group({ events, rejected, sentNow }) }
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
  return { site, messageId, receivedAt, reason, message: rejectedText(JSON.stringify(event)) }
}
