import type { Json, JsonObject } from '@leadlight/protocol'

/** Whether a value is an object with keys, no array. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Without the keys that say nothing: null, empty text, empty objects and lists; those inside of objects too. */
export function withoutEmpty(object: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(object).flatMap(([key, value]): [string, Json][] => {
      const kept = isJsonObject(value) ? withoutEmpty(value) : value
      return isEmpty(kept) ? [] : [[key, kept]]
    }),
  )
}

/** Without nulls at the first level. */
export function withoutNulls(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null))
}

function isEmpty(value: Json): boolean {
  if (value === null || value === '') return true
  return typeof value === 'object' && Object.keys(value).length === 0
}
