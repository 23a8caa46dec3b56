import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { findNumber } from './find-number.ts'
import { solveWork } from './solve-work.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
afterEach(() => vi.unstubAllGlobals())

describe('findNumber', () => {
  it('computes SHA-256 for any salt', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 200 }).map((text) => text.toWellFormed()),
        fc.nat({ max: 99_999 }),
        (salt, number) => {
          const challenge = sha256(`${salt}${number}`)
          expect(findNumber({ salt, challenge, from: number, to: number + 1 })).toBe(number)
          expect(findNumber({ salt, challenge: sha256(salt), from: number, to: number + 1 })).toBe(-1)
        },
      ),
    )
  })

  it('works when run from its source, as in a worker', () => {
    const alone = new Function(`return ${findNumber}`)() as typeof findNumber
    expect(alone({ salt: 'salt', challenge: sha256('salt123'), from: 0, to: 200 })).toBe(123)
  })
})

describe('solveWork', () => {
  const puzzle = {
    algorithm: 'SHA-256',
    challenge: sha256('salt1234'),
    salt: 'salt',
    signature: 'x',
    maxnumber: 2_000,
  }
  const numberIn = (solution: string | undefined) => JSON.parse(atob(solution ?? 'bnVsbA==')).number

  it('finds the number on the main thread without workers', async () => {
    vi.stubGlobal('Worker', undefined)
    expect(numberIn(await solveWork(puzzle))).toBe(1_234)
    expect(await solveWork({ ...puzzle, maxnumber: 1_233 })).toBeUndefined()
    expect(await solveWork({ ...puzzle, algorithm: 'SHA-1' })).toBeUndefined()
  })

  it('finds the number on the main thread if a worker fails or is refused', async () => {
    for (const fail of ['throws', 'event']) {
      const Broken = function (this: { onerror?: (event: Event) => void }) {
        if (fail === 'throws') throw new TypeError('refused')
        setTimeout(() => this.onerror?.(new Event('error', { cancelable: true })))
      }
      Object.assign(Broken.prototype, { postMessage() {}, terminate() {} })
      vi.stubGlobal('Worker', Broken)
      expect(numberIn(await solveWork(puzzle))).toBe(1_234)
    }
  })

  it('does not need crypto.subtle, which plain http lacks', async () => {
    vi.stubGlobal('Worker', undefined)
    vi.stubGlobal('crypto', {})
    expect(numberIn(await solveWork(puzzle))).toBe(1_234)
  })
})
