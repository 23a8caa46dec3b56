import { type Json, MAX_MESSAGE_BYTES } from '@leadlight/protocol'

/** Most bytes that one UTF-16 code unit takes in JSON of UTF-8: as an escape, like `\u001f`. */
const BYTES_PER_UNIT = 6

/** Most bytes of a number, a literal, or what stands between the items of a list or an object. */
const BYTES_PER_ITEM = 32

/**
 * The bytes of a message as JSON in UTF-8 if they are more than a message may have; undefined for the others. Most
 * messages are so small that a rough sum of their lengths tells, and only the rest is written out to be counted.
 */
export function tooManyBytes(message: Json): number | undefined {
  if (mostBytes(message) <= MAX_MESSAGE_BYTES) return undefined
  const bytes = new TextEncoder().encode(JSON.stringify(message)).length
  return bytes > MAX_MESSAGE_BYTES ? bytes : undefined
}

/** Never less than the bytes of the value as JSON. */
function mostBytes(value: Json): number {
  if (typeof value === 'string') return BYTES_PER_ITEM + BYTES_PER_UNIT * value.length
  if (typeof value !== 'object' || value === null) return BYTES_PER_ITEM
  let bytes = BYTES_PER_ITEM
  if (Array.isArray(value)) for (const item of value) bytes += mostBytes(item)
  else for (const [key, item] of Object.entries(value)) bytes += BYTES_PER_UNIT * key.length + mostBytes(item)
  return bytes
}
