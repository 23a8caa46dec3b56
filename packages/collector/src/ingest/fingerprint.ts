/** A 64-bit hash state as two 32-bit halves. */
interface Lanes {
  low: number
  high: number
}

const LOW_SEED = 0x811c9dc5 | 0
const HIGH_SEED = 0x9747b28c | 0

/** Prefixes for each type of value, so that values of different types do not collide. */
const kinds = { null: 1, true: 2, false: 3, integer: 4, number: 5, text: 6, list: 7, object: 8 } as const

/**
 * A 64-bit hash of a JSON value as 16 hexadecimal digits, independent of the order of keys: distinguishes a repeated
 * message from a different one with the same id. Not for security. It is FNV-1a
 * (http://www.isthe.com/chongo/tech/comp/fnv/) in two 32-bit lanes with different primes, with the finalizer of
 * MurmurHash3. The entries of an object are hashed separately and summed, which needs neither sorting nor serialization.
 */
export function fingerprint(value: unknown): string {
  const lanes = { low: LOW_SEED, high: HIGH_SEED }
  addValue(lanes, value)
  finish(lanes)
  return hex(lanes)
}

function addValue(lanes: Lanes, value: unknown): void {
  if (typeof value === 'string') addText(lanes, kinds.text, value)
  else if (typeof value === 'number') {
    if ((value | 0) === value) addWord(lanes, kinds.integer, value)
    else addText(lanes, kinds.number, String(value))
  } else if (typeof value === 'boolean') addWord(lanes, value ? kinds.true : kinds.false, 0)
  else if (typeof value !== 'object' || value === null) addWord(lanes, kinds.null, 0)
  else if (Array.isArray(value)) {
    addWord(lanes, kinds.list, value.length)
    for (const item of value) addValue(lanes, item)
  } else addObject(lanes, value as Record<string, unknown>)
}

function addObject(lanes: Lanes, object: Record<string, unknown>): void {
  const entry = { low: 0, high: 0 }
  let low = 0
  let high = 0
  let count = 0
  // Parsed JSON has only own keys, and `for in` is much faster than `Object.keys`.
  for (const key in object) {
    entry.low = LOW_SEED
    entry.high = HIGH_SEED
    addText(entry, kinds.text, key)
    addValue(entry, object[key])
    finish(entry)
    low = (low + entry.low) | 0
    high = (high + entry.high) | 0
    count += 1
  }
  addWord(lanes, kinds.object, count)
  addWord(lanes, low, high)
}

/** Hashes the length first, so that the end of the text is unambiguous. */
function addText(lanes: Lanes, kind: number, text: string): void {
  addWord(lanes, kind, text.length)
  let { low, high } = lanes
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    low = Math.imul(low ^ code, 0x01000193)
    high = Math.imul(high ^ code, 0x5bd1e995) ^ (high >>> 15)
  }
  lanes.low = low
  lanes.high = high
}

function addWord(lanes: Lanes, one: number, other: number): void {
  lanes.low = Math.imul(Math.imul(lanes.low ^ one, 0x01000193) ^ other, 0x01000193)
  const high = Math.imul(lanes.high ^ one, 0x5bd1e995) ^ (lanes.high >>> 15)
  lanes.high = Math.imul(high ^ other, 0x5bd1e995) ^ (high >>> 15)
}

function finish(lanes: Lanes): void {
  const { low, high } = lanes
  lanes.low = mix(low ^ Math.imul(high, 0x9e3779b1))
  lanes.high = mix(high ^ low)
}

function mix(lane: number): number {
  let mixed = lane
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}

/** Digit by digit, because `toString(16)` costs more than hashing an event. */
function hex({ low, high }: Lanes): string {
  return String.fromCharCode(
    digit(low >>> 28),
    digit(low >>> 24),
    digit(low >>> 20),
    digit(low >>> 16),
    digit(low >>> 12),
    digit(low >>> 8),
    digit(low >>> 4),
    digit(low),
    digit(high >>> 28),
    digit(high >>> 24),
    digit(high >>> 20),
    digit(high >>> 16),
    digit(high >>> 12),
    digit(high >>> 8),
    digit(high >>> 4),
    digit(high),
  )
}

/** The character code of the lowest four bits as a hexadecimal digit. */
function digit(bits: number): number {
  const value = bits & 15
  return value < 10 ? 48 + value : 87 + value
}
