import { type Json, MAX_MESSAGE_BYTES } from '@leadlight/protocol'

/** Most bytes of JSON in UTF-8 per UTF-16 code unit: an escape like `\u001f`. */
const BYTES_PER_UNIT = 6

/** Most bytes of a number, a literal, or the punctuation of an item in a list or an object. */
const BYTES_PER_ITEM = 32

/**
 * The size of a message as JSON in UTF-8 in bytes, if it exceeds the maximum; undefined otherwise. An upper bound is enough
 * for most messages, so that only large ones are serialized.
 */
export function sizeIfTooLarge(message: Json): number | undefined {
  if (mostBytes(message) <= MAX_MESSAGE_BYTES) return undefined
  const bytes = new TextEncoder().encode(JSON.stringify(message)).length
  return bytes > MAX_MESSAGE_BYTES ? bytes : undefined
}

/** An upper bound for the size of a value as JSON, in bytes. */
function mostBytes(value: Json): number {
  if (typeof value === 'string') return BYTES_PER_ITEM + BYTES_PER_UNIT * value.length
  if (typeof value !== 'object' || value === null) return BYTES_PER_ITEM
  let bytes = BYTES_PER_ITEM
  if (Array.isArray(value)) for (const item of value) bytes += mostBytes(item)
  else for (const [key, item] of Object.entries(value)) bytes += BYTES_PER_UNIT * key.length + mostBytes(item)
  return bytes
}
