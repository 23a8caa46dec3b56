import type { Json } from './json.ts'

/** Numbers below it are seconds since 1970, as Unix counts them: as milliseconds they would lie before 1973. */
const LEAST_MILLISECONDS = 100_000_000_000

/** Such a number as text. */
const digits = /^\d{9,13}(?:\.\d+)?$/

/** An offset of hours only, as PostgreSQL writes it. */
const hoursOnly = /:\d\d(?:\.\d+)?[+-]\d\d$/

/** A date and time without an offset. */
const withoutOffset = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?$/

/** A date alone, which ISO 8601 has begin in UTC. */
const dateOnly = /^\d{4}(?:-\d\d){0,2}$/

/** What a time in any other form ends with when it tells its offset. */
const anyOffset = /(?:Z|[+-]\d\d:?\d\d|\b(?:GMT|UTC|UT|[ECMP][SD]T))(?:\s*\(.*\))?$/i

/**
 * A sender's time as ISO 8601 that means the same on every machine: without an offset it is UTC, and may be a number of
 * milliseconds or seconds since 1970, as text too. Undefined for none; other values as they are, for the check to judge.
 */
export function readTime(value: Json | undefined): Json | undefined {
  if (value === '' || value === null || value === undefined) return undefined
  if (typeof value === 'number') return timeOfNumber(value) ?? value
  if (typeof value !== 'string' || value.endsWith('Z')) return value
  if (digits.test(value)) return timeOfNumber(Number(value)) ?? value
  if (hoursOnly.test(value)) return `${value.replace(' ', 'T')}:00`
  if (withoutOffset.test(value)) return `${value.replace(' ', 'T').replace(',', '.')}Z`
  if (dateOnly.test(value) || anyOffset.test(value)) return value
  // Whatever else JavaScript reads, it would read in the time of this machine.
  const date = new Date(`${value} UTC`)
  return Number.isNaN(date.getTime()) ? value : date.toISOString()
}

function timeOfNumber(value: number): string | undefined {
  const date = new Date(Math.abs(value) < LEAST_MILLISECONDS ? value * 1_000 : value)
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString()
}

/** Whether it is a time in the one form of ISO 8601 that JavaScript writes, and so nearly every sender. */
export function isIsoTime(value: Json): value is string {
  return typeof value === 'string' && value.length === 24 && !Number.isNaN(Date.parse(value))
}
