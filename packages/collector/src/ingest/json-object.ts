import type { Json, JsonObject } from '@leadlight/protocol'

/** Whether a value is an object other than an array. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/**
 * Removes keys whose value is null, an empty text, object or list, also in nested objects. Returns the object itself when
 * there are none, to avoid a copy.
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

/** A copy without the keys whose value is null. */
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
