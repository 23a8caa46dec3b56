import { type Json, MAX_JSON_DEPTH } from '@leadlight/protocol'

/** Stands for what is nested deeper. */
const DEEPER = '…'

/** Copies a JSON value of any depth down to a number of levels, those that JSON may have by default. */
export function cutDepth(value: Json, levels = MAX_JSON_DEPTH): Json {
  if (typeof value !== 'object' || value === null) return value
  if (levels === 0) return DEEPER
  if (Array.isArray(value)) return value.map((item) => cutDepth(item, levels - 1))
  // `fromEntries` defines keys instead of assigning them, so that `__proto__` is harmless.
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, cutDepth(item, levels - 1)]))
}
