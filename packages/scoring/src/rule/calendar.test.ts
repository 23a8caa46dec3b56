import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createCalendar, DAY_MS, isTime } from './calendar.ts'

/** The number of the day that a wall clock shows. */
function wallDay(at: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  })
  return Date.parse(`${format.format(at)}T00:00:00Z`) / DAY_MS
}

describe('createCalendar', () => {
  it('agrees with the wall clock across clock changes', () => {
    const zone = fc.constantFrom(
      'UTC',
      'Asia/Kolkata',
      'America/New_York',
      'Pacific/Apia',
      'Australia/Lord_Howe',
    )
    const time = fc.integer({ min: Date.UTC(1990, 0), max: Date.UTC(2040, 0) })
    fc.assert(
      fc.property(zone, time, (timeZone, at) => {
        const { dayOf, startOf } = createCalendar(timeZone)
        const day = dayOf(at)
        expect(day).toBe(wallDay(at, timeZone))
        expect(dayOf(startOf(day))).toBe(day)
        expect(dayOf(startOf(day) - 1)).toBeLessThan(day)
      }),
      { numRuns: 200 },
    )
  })

  it('starts days at local midnight, also after clock changes', () => {
    const { dayOf, startOf } = createCalendar('America/New_York')
    const change = dayOf(Date.UTC(2026, 2, 8, 12))
    expect(startOf(change)).toBe(Date.UTC(2026, 2, 8, 5))
    expect(startOf(change + 1)).toBe(Date.UTC(2026, 2, 9, 4))
  })

  it('gives days before 1970 negative numbers', () => {
    expect(createCalendar('UTC').dayOf(-1)).toBe(-1)
    expect(createCalendar('Asia/Kolkata').dayOf(Date.UTC(1969, 11, 31, 12))).toBe(-1)
  })

  it('refuses an unknown time zone', () => {
    expect(() => createCalendar('Mars/Olympus')).toThrow(RangeError)
  })
})

describe('isTime', () => {
  it('accepts every time that a Date can represent', () => {
    expect([0, 8.64e15, -8.64e15].map(isTime)).toEqual([true, true, true])
    expect([8.65e15, Number.NaN, Number.NEGATIVE_INFINITY].map(isTime)).toEqual([false, false, false])
  })
})
