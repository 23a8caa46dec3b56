import {
  contextSchema,
  type Json,
  type JsonObject,
  MAX_BATCH_MESSAGES,
  type MessageType,
} from '@leadlight/protocol'
import { RefusedError } from '../http/refused-error.ts'
import { storable } from './clean-text.ts'
import { isPlainContext } from './is-plain-context.ts'
import { isJsonObject, withoutEmpty } from './json-object.ts'
import { readEnvelope } from './read-envelope.ts'
import { findFault, readJson } from './read-json.ts'

/** Most bytes of UTF-8 that one UTF-16 code unit takes. */
const BYTES_PER_UNIT = 3

/** What one request brought: messages not yet checked, and what holds for all of them. */
export interface Delivery {
  messages: Json[]
  /** All of it as text, in bytes of UTF-8 at most; no message is larger. */
  size: number
  /** There is no fault in any of the messages; see `findFault`. */
  sound: boolean
  /** The type of every message, when the address it was sent to says so. */
  type: MessageType | null
  writeKey: string | null
  /** The sender's clock when it sent, in milliseconds since 1970. */
  sentAt: number | null
  /** Default for each message. */
  context: JsonObject
  /** Default for each message. */
  anonymousId: string | null
}

/**
 * Reads a request's text as a batch, or as one message when `type` says of which type it is.
 *
 * @throws RefusedError 400 when it is neither, or no JSON at all, 413 for too many messages
 */
export function readDelivery(text: string, type: MessageType | null): Delivery {
  const { value: body, sound } = readJson(text)
  if (!isJsonObject(body)) throw notABatch('the body is no object')
  const messages = type === null ? body.batch : [body]
  if (!Array.isArray(messages)) throw notABatch('"batch" is no list')
  if (messages.length > MAX_BATCH_MESSAGES) {
    throw new RefusedError(
      413,
      'too_many_messages',
      `Send at most ${MAX_BATCH_MESSAGES} messages in a batch.`,
    )
  }
  if (type === null && !sound) {
    const { batch: _, ...rest } = body
    const fault = findFault(rest)
    if (fault !== undefined) throw notABatch(fault)
  }
  // A single message holds key and time of sending beside its own keys, which are not the batch's.
  const { writeKey = null, sentAt: sent = null } = body
  const envelope = readEnvelope(type === null ? body : { writeKey, sentAt: sent })
  if ('reason' in envelope) throw notABatch(envelope.reason)
  const { sentAt, anonymousId } = envelope
  return {
    messages,
    size: text.length * BYTES_PER_UNIT,
    sound,
    type,
    writeKey: envelope.writeKey || null,
    sentAt: sentAt ? Date.parse(sentAt) : null,
    context: type === null ? readContext(body.context) : {},
    anonymousId: anonymousId ? storable(anonymousId) : null,
  }
}

/** A context is about an event, not the event: what is wrong in it is left out. */
function readContext(sent: Json | undefined): JsonObject {
  if (!isJsonObject(sent)) return {}
  const context = withoutEmpty(sent)
  if (isPlainContext(context)) return context
  const checked = contextSchema.safeParse(context)
  for (const { path } of checked.error?.issues ?? []) delete context[String(path[0])]
  return context
}

function notABatch(why: string): RefusedError {
  return new RefusedError(
    400,
    'not_a_batch',
    `Send {"batch": [messages]} to /v1/batch, or one message to /v1/track and the like: ${why}.`,
  )
}
