import { CLOCK_SKEW_MS } from '@leadlight/protocol'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { eventTime } from './event-time.ts'

const received = Date.parse('2026-11-21T10:00:00Z')
const iso = (time: number) => new Date(time).toISOString()
const day = 86_400_000

it('an event happened at its timestamp when the clocks agree within two minutes', () => {
  expect(eventTime(iso(received - 5000), received - CLOCK_SKEW_MS, received)).toBe(received - 5000)
  expect(eventTime(iso(received - 5000), received + CLOCK_SKEW_MS, received)).toBe(received - 5000)
})

it('the skew of a wrong clock is added once, in both directions', () => {
  for (const skew of [3 * day, -3 * day]) {
    expect(eventTime(iso(received + skew - 5000), received + skew, received)).toBe(received - 5000)
  }
})

it('an event without a time happened when it arrived', () => {
  expect(eventTime(null, received - day, received)).toBe(received)
})

it('an event never happened later than two minutes after its arrival', () => {
  expect(eventTime(iso(received + CLOCK_SKEW_MS), null, received)).toBe(received + CLOCK_SKEW_MS)
  expect(eventTime(iso(received + CLOCK_SKEW_MS + 1), null, received)).toBe(received)
  expect(eventTime(iso(received + day), received, received)).toBe(received)
})

it('old events keep their times', () => {
  expect(eventTime('2016-01-01T00:00:00Z', received, received)).toBe(Date.parse('2016-01-01T00:00:00Z'))
})

it('the time can always be written as ISO 8601', () => {
  const anyDate = fc.date({ noInvalidDate: true })
  fc.assert(
    fc.property(anyDate, fc.option(anyDate), (timestamp, sentAt) => {
      const at = eventTime(timestamp.toISOString(), sentAt?.getTime() ?? null, received)
      expect(at).toBeGreaterThanOrEqual(0)
      expect(at).toBeLessThanOrEqual(received + CLOCK_SKEW_MS)
    }),
  )
})
