import type { Json, JsonObject } from '@leadlight/protocol'
import { beforeEach, expect } from 'vitest'
import type { Intake } from '../intake.ts'
import type { RejectedMessage, StoredEvent } from '../stored-event.ts'
import { createIngest } from './create-ingest.ts'
import { readDelivery } from './read-delivery.ts'

/** An ingest whose intake writes down what is handed to it: what the collector makes of messages is what its tests look at. */

/** When each request arrives. */
export const received = Date.parse('2026-11-21T10:00:00Z')
/** What Chrome calls itself. */
export const chrome =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36'

/** What one test's messages became. */
export let events: StoredEvent[]
export let refused: RejectedMessage[]

/** Events that the intake says it could not process. */
export let handedBack: { messageId: string; reason: string }[]

beforeEach(() => {
  events = []
  refused = []
  handedBack = []
})

const intake: Intake = {
  async accept(accepted, rejected) {
    events.push(...accepted)
    refused.push(...rejected)
    return { stored: accepted.length, duplicates: 0, conflicts: 0, refused: handedBack }
  },
}

const ingest = createIngest({ intake, now: () => received })
const publicSender = { site: 'www', trusted: false, origins: undefined }
/** A browser that a page asked to send. */
export const fromPage = { userAgent: chrome, ip: '203.0.113.77', fromPage: true }

/** A delivery with a public key. */
export async function send(messages: Json[], batch: JsonObject = {}, request = fromPage) {
  return ingest(readDelivery(textOf({ ...batch, batch: messages }), null), publicSender, request)
}

/** JSON in which Infinity is written as a number that is too large. */
function textOf(value: Json): string {
  return JSON.stringify(value, (_, item) => (item === Number.POSITIVE_INFINITY ? '1e400' : item)).replaceAll(
    '"1e400"',
    '1e400',
  )
}

/** The event that one message becomes. */
export async function eventOf(
  message: JsonObject,
  batch: JsonObject = {},
  request = fromPage,
): Promise<StoredEvent> {
  const receipt = await send([{ messageId: 'm', anonymousId: 'v', ...message }], batch, request)
  expect(receipt).toEqual({ success: true })
  const [event] = events.splice(0)
  if (event === undefined) throw new Error('no event was stored')
  return event
}
