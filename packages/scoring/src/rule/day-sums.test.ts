import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY_MS } from './calendar.ts'
import { addShare, sumDays, valueAt } from './day-sums.ts'

const events = fc.array(
  fc
    .record({ day: fc.integer({ min: -3, max: 3 }), hour: fc.nat(23), hundredths: fc.nat(1_000_000) })
    .map((event) => ({
      ...event,
      at: event.day * DAY_MS + event.hour * 3_600_000,
    })),
  { maxLength: 30, size: 'max' },
)
const halfLife = fc.constantFrom(null, 0.25 * DAY_MS, 30 * DAY_MS)

describe('sumDays', () => {
  it('gives the same integers, oldest day first, for any order', () => {
    const shuffled = events.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    )
    fc.assert(
      fc.property(shuffled, halfLife, ([list, other], halfLifeMs) => {
        const sums = sumDays(list, halfLifeMs)
        expect(sumDays(other, halfLifeMs)).toEqual(sums)
        expect(sums.every(([, sum]) => Number.isSafeInteger(sum))).toBe(true)
        const days = sums.map(([day]) => day)
        expect(days).toEqual(days.toSorted((first, second) => first - second))
      }),
    )
  })
})

describe('addShare', () => {
  it('stops at the limits of exact integers', () => {
    expect(addShare(Number.MAX_SAFE_INTEGER, 5)).toBe(Number.MAX_SAFE_INTEGER)
    expect(addShare(-Number.MAX_SAFE_INTEGER, -5)).toBe(-Number.MAX_SAFE_INTEGER)
  })
})

describe('worthAt', () => {
  it('halves with each half-life, and is constant without decay', () => {
    const event = { at: 5 * DAY_MS, day: 5, hundredths: 1_000 }
    const fading = sumDays([event], 2 * DAY_MS)
    expect([5, 7, 9].map((day) => Math.round(valueAt(fading, day * DAY_MS, 2 * DAY_MS)))).toEqual([
      1_000, 500, 250,
    ])
    expect(valueAt(sumDays([event], null), 99 * DAY_MS, null)).toBe(1_000)
  })
})
