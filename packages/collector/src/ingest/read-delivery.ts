import {
  contextSchema,
  type Json,
  type JsonObject,
  MAX_BATCH_MESSAGES,
  type MessageType,
} from '@leadlight/protocol'
import { RefusedError } from '../http/refused-error.ts'
import { isPlainContext } from './is-plain-context.ts'
import { isJsonObject, withoutEmpty } from './json-object.ts'
import { readEnvelope } from './read-envelope.ts'
import { readId } from './read-id.ts'
import { findUnsafeValue, readDeepJson } from './read-json.ts'

/** Most bytes of UTF-8 per UTF-16 code unit. */
const BYTES_PER_UNIT = 3

/** A parsed request: messages that are not validated yet, and what applies to all of them. */
export interface Delivery {
  messages: Json[]
  /** Upper bound for its size in bytes of UTF-8; no message is larger. */
  size: number
  /** Whether `findUnsafeValue` would find nothing in any message. */
  isSafe: boolean
  /** The type of the messages, if the URL tells it. */
  type: MessageType | null
  writeKey: string | null
  /** When it was sent, by the sender's clock, in milliseconds since 1970. */
  sentAt: number | null
  /** Default for each message. */
  context: JsonObject
  /** Default for each message, not validated yet: messages with an id of their own do not depend on it. */
  anonymousId: Json
}

/**
 * Parses a request body as a batch, or as one message of a `type`.
 *
 * @throws RefusedError 400 when it is neither, or not JSON; 413 for too many messages
 */
export function readDelivery(text: string, type: MessageType | null): Delivery {
  const { value: body, isSafe } = readDeepJson(text)
  if (!isJsonObject(body)) throw notABatch('the body is not an object')
  const messages = type === null ? body.batch : [body]
  if (!Array.isArray(messages)) throw notABatch('"batch" is not a list')
  if (messages.length > MAX_BATCH_MESSAGES) {
    throw new RefusedError(
      413,
      'too_many_messages',
      `Send at most ${MAX_BATCH_MESSAGES} messages in a batch.`,
    )
  }
  if (type === null && !isSafe) {
    const { batch: _, ...rest } = body
    const problem = findUnsafeValue(rest)
    if (problem !== undefined) throw notABatch(problem)
  }
  // A single message contains the write key and `sentAt`; its other keys are not those of a batch.
  const { writeKey = null, sentAt: sent = null } = body
  const envelope = readEnvelope({ writeKey, sentAt: sent })
  if ('reason' in envelope) throw notABatch(envelope.reason)
  const { sentAt } = envelope
  return {
    messages,
    size: text.length * BYTES_PER_UNIT,
    isSafe,
    type,
    writeKey: envelope.writeKey || null,
    sentAt: sentAt ? Date.parse(sentAt) : null,
    context: type === null ? readContext(body.context) : {},
    anonymousId: (type === null ? readId(body.anonymousId) : null) ?? null,
  }
}

/** The context only describes events: invalid parts of it are left out. */
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
