import type { Json, JsonObject } from '@leadlight/protocol'
import { isJsonObject, withoutEmpty } from './json-object.ts'
import type { Delivery } from './read-delivery.ts'

const idKeys = ['messageId', 'anonymousId', 'userId', 'previousId'] as const

/**
 * One spelling for what Segment's and RudderStack's clients write in several: empty ids are none, `originalTimestamp` is
 * the time, times may be numbers, traits may stand in the context. Fills in what the batch says for all messages.
 */
export function tidyMessage(sent: JsonObject, defaults: Delivery): JsonObject {
  const message: JsonObject = { ...sent }
  for (const key of idKeys) if (message[key] === '') delete message[key]
  message.anonymousId ??= defaults.anonymousId
  if (defaults.type !== null) message.type = defaults.type
  message.timestamp = readTime(sent.timestamp) ?? readTime(sent.originalTimestamp) ?? null
  const own = isJsonObject(sent.context) ? withoutEmpty(sent.context) : {}
  if (message.type === 'identify' && isJsonObject(own.traits)) {
    if (message.traits == null) message.traits = own.traits
    else if (isJsonObject(message.traits)) message.traits = { ...own.traits, ...message.traits }
  }
  message.context = mergeContexts(defaults.context, own)
  return message
}

/** When the sender's clock said that this message was sent; null when only the batch tells. */
export function readSentAt(sent: JsonObject): number | null {
  const time = readTime(sent.sentAt)
  const sentAt = typeof time === 'string' ? Date.parse(time) : Number.NaN
  return Number.isNaN(sentAt) ? null : sentAt
}

/** Milliseconds since 1970 as ISO 8601; other values as they are, for the check to judge. */
function readTime(value: Json | undefined): Json | undefined {
  if (value === '' || value === null) return undefined
  if (typeof value !== 'number') return value
  const date = new Date(value)
  return Number.isNaN(date.getTime()) ? value : date.toISOString()
}

function mergeContexts(defaults: JsonObject, own: JsonObject): JsonObject {
  const merged: JsonObject = { ...defaults, ...own }
  for (const [key, value] of Object.entries(own)) {
    const common = defaults[key]
    if (isJsonObject(value) && isJsonObject(common)) merged[key] = { ...common, ...value }
  }
  return merged
}
