import type { Scorer } from '@leadlight/scoring'
import { type Arrivals, createErasedFinder } from './erasure/find-erased.ts'
import type { FormDesk } from './forms/create-form-desk.ts'
import { createGroupCommit } from './group-commit.ts'
import { eventKey } from './identity/moment.ts'
import type { Intake, IntakeResult } from './intake.ts'
import { absorb } from './leads/absorb.ts'
import { createModelCheck } from './leads/rescore.ts'
import { tolerantScorer } from './leads/tolerant-scorer.ts'
import { type InForce, readInForce, VERSION_IN_FORCE } from './model/publication.ts'
import { StaleModelError } from './model/stale-model-error.ts'
import type { Store, Transaction, Verdict } from './storage/port.ts'
import { StoreUnavailableError } from './storage/store-unavailable-error.ts'
import type { RejectedMessage, StoredEvent } from './stored-event.ts'

/** What an intake works with. */
export interface IntakeOptions {
  store: Store
  scorer: Scorer
  /** The clock, in milliseconds since 1970; the system's unless given. */
  now?: () => number
  /** Writes down what follows from new events, in the transaction that stores them. */
  forms?: Pick<FormDesk, 'record'>
  /** Sees to it that the leads in the store are scored by this model; once, by itself, unless given. */
  checkModel?: () => Promise<void>
}

/**
 * Takes events in. Deliveries that are ready at the same time, and those that come while a commit runs, share one
 * transaction. When it fails because of one event, that event alone is refused, kept with the reason.
 */
export function createIntake(options: IntakeOptions): Intake {
  const { store, scorer, now = Date.now, forms } = options
  const checkModel = options.checkModel ?? createModelCheck(store, scorer, now)
  const findErased = createErasedFinder()

  const commit = (deliveries: Arrivals[], by = scorer): Promise<IntakeResult[]> =>
    store.transact(async (transaction) => {
      const [erased, { coming }] = await Promise.all([
        findErased(transaction, deliveries),
        expectModel(transaction, scorer),
      ])
      const rejected = deliveries.flatMap((delivery) =>
        delivery.rejected.filter((message) => !erased.rejected.has(message)),
      )
      if (rejected.length > 0) await transaction.insertRejected(rejected)
      const kept = deliveries.map(({ events }) => events.filter((event) => !erased.events.has(event)))
      const events = kept.flat()
      const verdicts = events.length === 0 ? [] : await absorb(transaction, events, by, now(), coming)
      await forms?.record(
        transaction,
        events.filter((_, index) => verdicts[index] === 'new'),
      )
      return deliveries.map((delivery, index) => {
        const own = verdicts.splice(0, kept[index]?.length ?? 0)
        // What was erased was there once, and counts like any other repetition.
        return countVerdicts([...own, ...delivery.events.slice(own.length).map(() => 'duplicate' as const)])
      })
    })

  /** Commits event by event; each failure ends up with the event that causes it, not with those that follow. */
  const commitApart = async ({ events, rejected, sentNow }: Arrivals): Promise<IntakeResult> => {
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

  const group = createGroupCommit<Arrivals, IntakeResult>(async (deliveries) => {
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

/**
 * Another collector may have put another model in force. Asked after `erasures`, it stays so until the end, without a lock of its
 * own, which would have collectors on one database wait for each other.
 */
async function expectModel(transaction: Transaction, { model }: Scorer): Promise<InForce> {
  const inForce = readInForce(await transaction.setting(VERSION_IN_FORCE, true))
  const { version } = inForce
  if (version === null || version === model.version) return inForce
  throw new StaleModelError(`Version ${version} of the scoring model is in force by now.`)
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
