import type { Json, JsonObject } from '@leadlight/protocol'

/** Whether a value is an object with keys, no array. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * Without the keys that say nothing: null, empty text, empty objects and lists; those inside of objects too. The object
 * itself when there are none, so that what is tidy already costs no copy.
 */
export function withoutEmpty(object: JsonObject): JsonObject {
  if (!holdsEmpty(object)) return object
  return Object.fromEntries(
    Object.entries(object).flatMap(([key, value]): [string, Json][] => {
      const kept = isJsonObject(value) ? withoutEmpty(value) : value
      return isEmpty(kept) ? [] : [[key, kept]]
    }),
  )
}

/** A copy without nulls at the first level. */
export function withoutNulls(object: JsonObject): JsonObject {
  if (!Object.values(object).includes(null)) return { ...object }
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null))
}

function holdsEmpty(object: JsonObject): boolean {
  return Object.values(object).some((value) => isEmpty(value) || (isJsonObject(value) && holdsEmpty(value)))
}

function isEmpty(value: Json): boolean {
  if (value === null || value === '') return true
  return typeof value === 'object' && Object.keys(value).length === 0
}
