import type { Json } from './json.ts'

/** Smaller numbers are taken for seconds since 1970: as milliseconds, they would be before 1973. */
const LEAST_MILLISECONDS = 100_000_000_000

/** A number of seconds or milliseconds, as text. */
const digits = /^\d{9,13}(?:\.\d+)?$/

/** A time with an offset in hours, as PostgreSQL writes it. */
const hoursOnly = /:\d\d(?:\.\d+)?[+-]\d\d$/

/** A date and time without an offset. */
const withoutOffset = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?$/

/** A date without a time, which JavaScript reads as UTC. */
const dateOnly = /^\d{4}(?:-\d\d){0,2}$/

/** An offset at the end of a time in any other format. */
const anyOffset = /(?:Z|[+-]\d\d:?\d\d|\b(?:GMT|UTC|UT|[ECMP][SD]T))(?:\s*\(.*\))?$/i

/**
 * Normalises a sender's time to ISO 8601 that does not depend on the machine's time zone: without an offset it is UTC. Also accepts
 * milliseconds or seconds since 1970, as a number or text. Undefined if there is none; returns other values unchanged, for the schema
 * to reject.
 */
export function readTime(value: Json | undefined): Json | undefined {
  if (value === '' || value === null || value === undefined) return undefined
  if (typeof value === 'number') return timeOfNumber(value) ?? value
  if (typeof value !== 'string' || value.endsWith('Z')) return value
  if (digits.test(value)) return timeOfNumber(Number(value)) ?? value
  if (hoursOnly.test(value)) return `${value.replace(' ', 'T')}:00`
  if (withoutOffset.test(value)) return `${value.replace(' ', 'T').replace(',', '.')}Z`
  if (dateOnly.test(value) || anyOffset.test(value)) return value
  // JavaScript would read any other format in the time zone of this machine.
  const date = new Date(`${value} UTC`)
  return Number.isNaN(date.getTime()) ? value : date.toISOString()
}

function timeOfNumber(value: number): string | undefined {
  const date = new Date(Math.abs(value) < LEAST_MILLISECONDS ? value * 1_000 : value)
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString()
}

/** Whether a value is a time as written by `Date.prototype.toISOString`, like that of nearly every sender. */
export function isIsoTime(value: Json): value is string {
  return typeof value === 'string' && value.length === 24 && !Number.isNaN(Date.parse(value))
}
