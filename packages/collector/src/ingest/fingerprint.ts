/**
 * 64 bits of a JSON value's content as 16 hexadecimal digits, the same for every order of keys: tells a repeated message
 * from another one under the same id. Not for security: FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/) in two
 * lanes of 32 bits with different primes, mixed at the end as in MurmurHash3.
 */
export function fingerprint(value: unknown): string {
  const text = canonical(value)
  let low = 0x811c9dc5
  let high = 0x9747b28c
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    low = Math.imul(low ^ code, 0x01000193)
    high = Math.imul(high ^ code, 0x5bd1e995) ^ (high >>> 15)
  }
  return hex(mix(low ^ Math.imul(high, 0x9e3779b1))) + hex(mix(high ^ low))
}

/** Text of a JSON value in which keys are in order, and every text has its length in front so that none can pass for another. */
function canonical(value: unknown): string {
  if (typeof value === 'string') return `${value.length}"${value}`
  if (typeof value !== 'object' || value === null) return `${value ?? null},`
  if (Array.isArray(value)) {
    let list = '['
    for (const item of value) list += canonical(item)
    return `${list}]`
  }
  const object = value as Record<string, unknown>
  let text = '{'
  for (const key of Object.keys(object).sort()) text += `${key.length}:${key}${canonical(object[key])}`
  return `${text}}`
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
