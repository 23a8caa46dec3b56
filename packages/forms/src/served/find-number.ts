/** A range of a proof of work: the numbers from `from` to below `to` are tried. */
export interface Stretch {
  salt: string
  /** SHA-256 of salt and number, in hexadecimal. */
  challenge: string
  from: number
  to: number
}

/**
 * Finds the number whose hash with the salt is the challenge; -1 when it is not in the range. The source of this function is
 * also run in a worker, so it must not use anything from outside. It implements SHA-256 (FIPS 180-4) itself, because
 * `crypto.subtle` does not exist on plain http, and its asynchronous calls are slow for texts as short as these.
 */
export function findNumber({ salt, challenge, from, to }: Stretch): number {
  const round: number[] = []
  const start: number[] = []
  // The first 32 bits of the fractional parts of the cube roots of the first 64 primes, and of the square roots of the first 8.
  const bitsOf = (root: number) => ((root - Math.floor(root)) * 2 ** 32) | 0
  for (let candidate = 2; round.length < 64; candidate++) {
    let prime = true
    for (let divisor = 2; divisor * divisor <= candidate; divisor++) prime = prime && candidate % divisor > 0
    if (!prime) continue
    if (start.length < 8) start.push(bitsOf(Math.sqrt(candidate)))
    round.push(bitsOf(Math.cbrt(candidate)))
  }
  const encoder = new TextEncoder()
  const schedule = new Int32Array(64)
  const rotate = (value: number, by: number) => (value >>> by) | (value << (32 - by))
  const at = (list: ArrayLike<number>, index: number) => list[index] as number

  const hash = (text: string): Int32Array => {
    const bytes = encoder.encode(text)
    const padded = new DataView(new ArrayBuffer(((bytes.length + 72) >> 6) << 6))
    for (let index = 0; index < bytes.length; index++) padded.setUint8(index, at(bytes, index))
    padded.setUint8(bytes.length, 0x80)
    padded.setUint32(padded.byteLength - 4, bytes.length * 8)
    const state = Int32Array.from(start)
    for (let block = 0; block < padded.byteLength; block += 64) {
      for (let index = 0; index < 64; index++) {
        if (index < 16) schedule[index] = padded.getInt32(block + index * 4)
        else {
          const early = at(schedule, index - 15)
          const late = at(schedule, index - 2)
          schedule[index] =
            at(schedule, index - 16) +
            (rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3)) +
            at(schedule, index - 7) +
            (rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10))
        }
      }
      let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
      for (let index = 0; index < 64; index++) {
        const one =
          (h +
            (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) +
            ((e & f) ^ (~e & g)) +
            at(round, index) +
            at(schedule, index)) |
          0
        const two = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))
        h = g
        g = f
        f = e
        e = (d + one) | 0
        d = c
        c = b
        b = a
        a = (one + two) | 0
      }
      for (const [index, value] of [a, b, c, d, e, f, g, h].entries()) state[index] = at(state, index) + value
    }
    return state
  }
  const sought = Int32Array.from({ length: 8 }, (_, index) =>
    Number.parseInt(challenge.slice(index * 8, index * 8 + 8), 16),
  )
  for (let number = from; number < to; number++) {
    const state = hash(`${salt}${number}`)
    if (state.every((word, index) => word === sought[index])) return number
  }
  return -1
}
