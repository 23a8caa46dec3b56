import { expect, it } from 'vitest'
import { readTime } from './read-time.ts'

const noon = '2026-11-21T12:00:00.000Z'

function asIso(value: Parameters<typeof readTime>[0]): string {
  return new Date(String(readTime(value))).toISOString()
}

it.each([
  ['as JavaScript writes it', noon],
  ['as Python writes it', '2026-11-21T12:00:00.000000+00:00'],
  ['as Go writes it', '2026-11-21T17:30:00.000000000+05:30'],
  ['as .NET writes it', '2026-11-21T12:00:00.0000000+00:00'],
  ['as Ruby and PHP write it', '2026-11-21T12:00:00+00:00'],
  ['in milliseconds', 1_795_262_400_000],
  ['in seconds', 1_795_262_400],
  ['in milliseconds, as text', '1795262400000'],
  ['in seconds, as text', '1795262400'],
  ['as PostgreSQL writes it', '2026-11-21 17:00:00.000+05'],
  ['without a colon in the offset', '2026-11-21T17:30:00+0530'],
  ['in nanoseconds', '2026-11-21T12:00:00.000000000Z'],
  ['without offset', '2026-11-21T12:00:00'],
  ['without offset, in microseconds', '2026-11-21T12:00:00.000000'],
  ['without offset, with a blank', '2026-11-21 12:00'],
  ['with slashes', '2026/11/21 12:00'],
  ['in English', 'Nov 21, 2026 12:00:00 PM'],
  ['in English, with an offset', 'Sat, 21 Nov 2026 17:30:00 +0530'],
  ['as JavaScript shows it', 'Sat Nov 21 2026 17:30:00 GMT+0530 (India Standard Time)'],
  ['as HTTP writes it', 'Sat, 21 Nov 2026 12:00:00 GMT'],
  ['with a comma', '2026-11-21 12:00:00,000'],
])('reads a time %s', (_, value) => expect(asIso(value)).toBe(noon))

it.each(['2026-11-21T12:00:00', '2026-11-21 12:00', '2026/11/21 12:00', 'Nov 21, 2026 12:00'])(
  'takes %s for UTC wherever it runs',
  (value) => {
    const zone = process.env.TZ
    process.env.TZ = 'Asia/Kolkata'
    try {
      expect(new Date(value).toISOString()).not.toBe(noon)
      expect(asIso(value)).toBe(noon)
    } finally {
      if (zone === undefined) delete process.env.TZ
      else process.env.TZ = zone
    }
  },
)

it('returns other values unchanged, and undefined for no value', () => {
  for (const value of ['no time', '2026-11-21', true, [1], 1e300]) expect(readTime(value)).toEqual(value)
  for (const value of ['', null, undefined]) expect(readTime(value)).toBeUndefined()
})
