import { expect, it } from 'vitest'
import { readTime } from './read-time.ts'

const noon = '2026-11-21T12:00:00.000Z'

function asIso(value: Parameters<typeof readTime>[0]): string {
  expect(String(readTime(value)).length).toBeLessThanOrEqual(64)
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
  [
    'as JavaScript shows it where zones have long names',
    'Sat Nov 21 2026 13:00:00 GMT+0100 (Central European Standard Time)',
  ],
  ['as HTTP writes it', 'Sat, 21 Nov 2026 12:00:00 GMT'],
  ['with a comma', '2026-11-21 12:00:00,000'],
  ['with a comma and Z', '2026-11-21T12:00:00,000Z'],
  ['as Java and Temporal write it, with the zone', '2026-11-21T17:30:00.000+05:30[Asia/Kolkata]'],
  ['as Java writes it in UTC', '2026-11-21T12:00:00Z[UTC]'],
  ['with the name of the zone', '2026-11-21T12:00:00.000UTC'],
  ['with the name of the zone and an offset', '2026-11-21T17:30:00.000GMT+05:30'],
  ['without signs, as ISO 8601 allows', '20261121T173000.000+0530'],
  ['with blanks around it', ' 2026-11-21T12:00:00Z\n'],
  ['as a phone set to Arabic writes it', '٢٠٢٦-١١-٢١T١٢:٠٠:٠٠.٠Z'],
  ['as a phone set to Persian writes it', '۲۰۲۶-۱۱-۲۱T۱۲:۰۰:۰۰Z'],
  ['as a phone set to Bengali writes it', '২০২৬-১১-২১T১৭:৩০:০০+০৫:৩০'],
  ['as a phone set to Hindi writes it', '२०२६-११-२१T१२:००:००.०००Z'],
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

it.each(['2016-12-31T23:59:60Z', '2017-01-01T05:29:60.750+05:30'])(
  'takes the leap second %s for the end of the one before',
  (value) => expect(asIso(value)).toBe('2016-12-31T23:59:59.999Z'),
)

it('returns other values unchanged, and undefined for no value', () => {
  for (const value of ['no time', '2026-11-21', true, [1], 1e300]) expect(readTime(value)).toEqual(value)
  for (const value of ['', null, undefined]) expect(readTime(value)).toBeUndefined()
})
