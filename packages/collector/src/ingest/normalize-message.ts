import { type Json, type JsonObject, readTime } from '@leadlight/protocol'
import { isJsonObject, withoutEmpty } from './json-object.ts'
import type { Delivery } from './read-delivery.ts'
import { readId } from './read-id.ts'

/** Longest possible type of a message, with surrounding blanks. */
const LONGEST_TYPE = 20

/**
 * The fields of a message that the collector uses, not validated yet; others are dropped. All have the same keys in the
 * same order, so that they share one hidden class in the JavaScript engine.
 */
export interface NormalizedMessage {
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
 * Normalizes the variants of Segment's and RudderStack's clients: empty ids count as absent, and those like `undefined`, ids may be numbers,
 * `originalTimestamp` is an alias, traits may be in the context, an empty object may be a list (as in PHP). Adds the
 * defaults of the batch; a message without a context shares the batch's object.
 */
export function normalizeMessage(sent: JsonObject, defaults: Delivery): NormalizedMessage {
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

/** When the message itself was sent, by the sender's clock, in milliseconds since 1970; null when only the batch tells. */
export function readSentAt(sent: JsonObject): number | null {
  const time = readTime(sent.sentAt)
  const sentAt = typeof time === 'string' ? Date.parse(time) : Number.NaN
  return Number.isNaN(sentAt) ? null : sentAt
}

/** In lower case, since some clients write `Track`. */
function readType(type: Json | undefined): Json | undefined {
  return typeof type === 'string' && type.length <= LONGEST_TYPE ? type.trim().toLowerCase() : type
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
