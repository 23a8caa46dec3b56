import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createTokenBuckets } from './token-buckets.ts'

const rate = { perSecond: 10, burst: 50 }

it('never admits more than the burst and the refill, except for the last request', () => {
  const step = fc.record({ pause: fc.nat(2_000), amount: fc.integer({ min: 1, max: 80 }) })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      let now = 0
      let taken = 0
      const buckets = createTokenBuckets(rate, () => now)
      for (const { pause, amount } of steps) {
        now += pause
        if (buckets.take('a', amount) === 0) {
          expect(taken).toBeLessThan(rate.burst + (now * rate.perSecond) / 1_000 + 1e-6)
          taken += amount
        }
      }
    }),
  )
})

it('admits again after the time it returned', () => {
  fc.assert(
    fc.property(fc.integer({ min: 50, max: 500 }), (amount) => {
      let now = 0
      const buckets = createTokenBuckets(rate, () => now)
      buckets.take('a', amount)
      const wait = buckets.take('a', 1)
      expect(wait).toBeGreaterThan(0)
      now += wait * 1_000 + 1
      expect(buckets.take('a', 1)).toBe(0)
    }),
  )
})

it('has one bucket for each name', () => {
  const buckets = createTokenBuckets(rate, () => 0)
  expect(buckets.take('a', 50)).toBe(0)
  expect(buckets.take('a', 1)).toBeGreaterThan(0)
  expect(buckets.take('b', 1)).toBe(0)
})

it('forgets names whose bucket is full again', () => {
  let now = 0
  const buckets = createTokenBuckets(rate, () => now)
  for (let number = 0; number < 30_000; number++) {
    now += 1
    buckets.take(`name ${number}`, 1)
  }
  expect(buckets.size).toBeLessThanOrEqual(10_001)
})
