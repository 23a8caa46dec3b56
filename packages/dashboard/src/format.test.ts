import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createFormat } from './format.ts'

const english = createFormat(['en-GB'], 'Asia/Kolkata')

describe('createFormat', () => {
  it('writes numbers in the language of the reader', () => {
    expect(english.count(1204.4)).toBe('1,204')
    expect(english.points(63.4)).toBe('63.40')
    expect([12.5, -3, 0].map(english.change)).toEqual(['+12.50', '-3.00', '0.00'])
    expect([12.5, -3.2, 0.2].map(english.wholeChange)).toEqual(['+13', '-3', '0'])
    expect(english.percent(0.925)).toBe('92.5%')
    expect(createFormat(['bn-BD']).count(1204)).toBe('১,২০৪')
    expect(createFormat(['de']).points(63.42)).toBe('63,42')
  })

  it('writes times in the time zone of the reader', () => {
    expect(english.dateTime('2026-11-21T18:45:00.000Z')).toBe('22 Nov 2026, 00:15')
    expect(english.clock('2026-11-21T18:45:00.000Z')).toBe('00:15')
  })

  it.each([
    [-20, 'now'],
    [-60, '1 min ago'],
    [-59 * 60, '59 min ago'],
    [-3 * 3600, '3 hr ago'],
    [-26 * 3600, '1 day ago'],
    [-40 * 86_400, '1 mo ago'],
    [-800 * 86_400, '2 yr ago'],
    [2 * 3600, 'in 2 hr'],
  ])('writes a distance of %i s as “%s”', (seconds, text) => {
    expect(english.relative(1_000_000_000_000 + seconds * 1000, 1_000_000_000_000)).toBe(text)
  })

  it.each([
    [0, '0 secs'],
    [8_400, '8.4 secs'],
    [9_960, '10 secs'],
    [59_600, '1 min'],
    [151_000, '2 mins 31 secs'],
    [3_599_600, '1 hr'],
    [3_900_000, '1 hr 5 mins'],
    [47 * 3_600_000, '47 hrs'],
    [75 * 3_600_000, '3 days 3 hrs'],
  ])('writes %i ms as “%s”', (ms, text) => {
    expect(english.duration(ms)).toBe(text)
  })

  it('never writes 60 seconds or minutes', () => {
    fc.assert(fc.property(fc.nat(100 * 3_600_000), (ms) => !/\b60 (sec|min)/.test(english.duration(ms))))
  })
})
