/**
 * 64 bits of a JSON value's content as 16 hexadecimal digits, the same for every order of keys: tells a repeated message
 * from another one under the same id. Not for security: FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/) in two
 * lanes of 32 bits with different primes, mixed at the end as in MurmurHash3.
 */
export function fingerprint(value: unknown): string {
  const hash = { low: 0x811c9dc5, high: 0x9747b28c }
  addValue(hash, value)
  return hex(mix(hash.low ^ Math.imul(hash.high, 0x9e3779b1))) + hex(mix(hash.high ^ hash.low))
}

interface Lanes {
  low: number
  high: number
}

function addValue(hash: Lanes, value: unknown): void {
  if (Array.isArray(value)) {
    addCode(hash, 1)
    for (const item of value) addValue(hash, item)
    addCode(hash, 2)
  } else if (typeof value === 'object' && value !== null) {
    addCode(hash, 3)
    const object = value as Record<string, unknown>
    for (const key of Object.keys(object).sort()) {
      addText(hash, key)
      addValue(hash, object[key])
    }
    addCode(hash, 4)
  } else if (typeof value === 'string') {
    addCode(hash, 5)
    addText(hash, value)
  } else {
    addCode(hash, 6)
    addText(hash, String(value ?? null))
  }
}

/** The length goes first, so that neighbours cannot lend each other letters. */
function addText(hash: Lanes, text: string): void {
  addCode(hash, text.length)
  for (let index = 0; index < text.length; index++) addCode(hash, text.charCodeAt(index))
}

function addCode(hash: Lanes, code: number): void {
  hash.low = Math.imul(hash.low ^ code, 0x01000193)
  hash.high = Math.imul(hash.high ^ code, 0x5bd1e995) ^ (hash.high >>> 15)
}

function mix(lane: number): number {
  let mixed = lane
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

function hex(lane: number): string {
  return lane.toString(16).padStart(8, '0')
}
