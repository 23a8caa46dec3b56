import { type Json, type JsonObject, readTime } from '@leadlight/protocol'
import { storable } from './clean-text.ts'
import { isJsonObject, withoutEmpty } from './json-object.ts'
import type { Delivery } from './read-delivery.ts'

/** What may be a type of message, with blanks around. */
const LONGEST_TYPE = 20

/**
 * What the collector takes of a message, not checked yet. Every message has all keys in one order, so that all are one
 * shape to the engine; those that are not named here are dropped.
 */
export interface TidyMessage {
  type: Json | undefined
  messageId: Json | undefined
  anonymousId: Json | undefined
  userId: Json | undefined
  timestamp: Json
  context: JsonObject
  traits: Json | undefined
  event: Json | undefined
  name: Json | undefined
  category: Json | undefined
  properties: Json | undefined
  groupId: Json | undefined
  previousId: Json | undefined
}

/**
 * One spelling for what Segment's and RudderStack's clients write in several: empty ids are none, ids may be numbers,
 * `originalTimestamp` is the time, traits may stand in the context, an empty object may be a list (PHP knows no difference).
 * Fills in what the batch says for all messages. A message without a context of its own shares that of the batch.
 */
export function tidyMessage(sent: JsonObject, defaults: Delivery): TidyMessage {
  const type = defaults.type ?? readType(sent.type)
  const own = isJsonObject(sent.context) ? withoutEmpty(sent.context) : null
  const traits = readObject(sent.traits)
  return {
    type,
    messageId: readId(sent.messageId),
    anonymousId: readId(sent.anonymousId) ?? defaults.anonymousId,
    userId: readId(sent.userId),
    timestamp: readTime(sent.timestamp) ?? readTime(sent.originalTimestamp) ?? null,
    context: own === null ? defaults.context : mergeContexts(defaults.context, own),
    traits: type === 'identify' && own !== null ? mergeTraits(own.traits, traits) : traits,
    event: sent.event,
    name: sent.name,
    category: sent.category,
    properties: readObject(sent.properties),
    groupId: sent.groupId,
    previousId: readId(sent.previousId),
  }
}

/** When the sender's clock said that this message was sent; null when only the batch tells. */
export function readSentAt(sent: JsonObject): number | null {
  const time = readTime(sent.sentAt)
  const sentAt = typeof time === 'string' ? Date.parse(time) : Number.NaN
  return Number.isNaN(sentAt) ? null : sentAt
}

/** In lower case: some write `Track`. */
function readType(type: Json | undefined): Json | undefined {
  return typeof type === 'string' && type.length <= LONGEST_TYPE ? type.trim().toLowerCase() : type
}

function readId(id: Json | undefined): Json | undefined {
  if (typeof id === 'number') return String(id)
  if (typeof id !== 'string') return id
  return id === '' ? undefined : storable(id)
}

function readObject(value: Json | undefined): Json | undefined {
  return Array.isArray(value) && value.length === 0 ? {} : value
}

function mergeTraits(inContext: Json | undefined, own: Json | undefined): Json | undefined {
  if (!isJsonObject(inContext)) return own
  if (own == null) return inContext
  return isJsonObject(own) ? { ...inContext, ...own } : own
}

function mergeContexts(defaults: JsonObject, own: JsonObject): JsonObject {
  const merged: JsonObject = { ...defaults, ...own }
  for (const [key, value] of Object.entries(own)) {
    const common = defaults[key]
    if (isJsonObject(value) && isJsonObject(common)) merged[key] = { ...common, ...value }
  }
  return merged
}
