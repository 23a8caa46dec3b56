import { type Json, MAX_BATCH_MESSAGES } from '@leadlight/protocol'
import type { Ingest } from '../ingest/create-ingest.ts'
import { isJsonObject } from '../ingest/json-object.ts'
import type { Registry } from './registry.ts'

/** Why a tracker drops events: no room, no storage for the last ones of a page, or the status with which they were refused. */
const knownReason = /^(full|unstored|[45]\d\d)$/

/** The largest number that is believed: anybody may send one with a write key. */
const MOST_DROPPED = 100 * MAX_BATCH_MESSAGES

/** Counts what trackers report of events that were lost in the browser, or may be, in the `context` of stored batches. */
export function createBrowserLosses({ counter }: Pick<Registry, 'counter'>): (ingest: Ingest) => Ingest {
  const dropped = counter('leadlight_browser_dropped_total', 'Events that trackers dropped, by reason.')
  const inMemory = counter(
    'leadlight_browser_unstored_batches_total',
    'Batches of pages whose browser cannot store events, which may die with their page.',
  )
  return (ingest) => async (delivery, sender, request) => {
    const receipt = await ingest(delivery, sender, request)
    const { context } = delivery
    if (context.outbox === 'memory') inMemory.add(1)
    if (isJsonObject(context.dropped)) {
      for (const [reason, count] of Object.entries(context.dropped)) {
        if (isCount(count)) dropped.add(count, { reason: knownReason.test(reason) ? reason : 'other' })
      }
    }
    return receipt
  }
}

function isCount(value: Json): value is number {
  return Number.isSafeInteger(value) && Number(value) > 0 && Number(value) <= MOST_DROPPED
}
