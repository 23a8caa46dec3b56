import {
  isIsoTime,
  type Json,
  type JsonObject,
  MAX_ID_LENGTH,
  MAX_NAME_LENGTH,
  type Message,
} from '@leadlight/protocol'
import { isPlainContext } from './is-plain-context.ts'
import { isJsonObject } from './json-object.ts'
import type { NormalizedMessage } from './normalize-message.ts'

/**
 * Fast path for common messages: validates with about forty comparisons instead of the schema, which costs more than
 * parsing the message. Undefined means that the schema must decide, not that the message is invalid. A property test checks
 * that the schema accepts whatever this accepts, with the same result.
 *
 * Values inside `properties` and `traits` need no check: they come from parsed JSON.
 */
export function checkCommonMessage(value: NormalizedMessage): Message | undefined {
  const { messageId, anonymousId, userId, timestamp, context, properties, traits } = value
  if (!isOptionalId(messageId) || !isOptionalId(anonymousId) || !isOptionalId(userId)) return undefined
  if ((anonymousId == null && userId == null) || !isOptionalTime(timestamp)) return undefined
  if (!isPlainContext(context) || !isOptionalObject(properties) || !isOptionalObject(traits)) return undefined
  switch (value.type) {
    case 'track': {
      const { type, event } = value
      if (!isName(event) || event === '') return undefined
      return { messageId, anonymousId, userId, timestamp, context, type, event, properties }
    }
    case 'page':
    case 'screen': {
      const { type, name, category } = value
      if (!isOptionalName(name) || !isOptionalName(category)) return undefined
      return { messageId, anonymousId, userId, timestamp, context, type, name, category, properties }
    }
    case 'identify':
      return { messageId, anonymousId, userId, timestamp, context, type: value.type, traits }
    default:
      return undefined
  }
}

type Optional<Value> = Value | null | undefined

function isOptionalId(value: Json | undefined): value is Optional<string> {
  return value == null || (typeof value === 'string' && value !== '' && value.length <= MAX_ID_LENGTH)
}

function isName(value: Json | undefined): value is string {
  return typeof value === 'string' && value.length <= MAX_NAME_LENGTH
}

function isOptionalName(value: Json | undefined): value is Optional<string> {
  return value == null || isName(value)
}

function isOptionalTime(value: Json): value is string | null {
  return value === null || isIsoTime(value)
}

function isOptionalObject(value: Json | undefined): value is Optional<JsonObject> {
  return value == null || isJsonObject(value)
}
