import type { Json } from './json.ts'

/** Smaller numbers are taken for seconds since 1970: as milliseconds, they would be before 1973. */
const LEAST_MILLISECONDS = 100_000_000_000

/** A number of seconds or milliseconds, as text. */
const digits = /^\d{9,13}(?:\.\d+)?$/

/** A time with an offset in hours, as PostgreSQL writes it. */
const hoursOnly = /:\d\d(?:\.\d+)?[+-]\d\d$/

/** A date and time without an offset. */
const withoutOffset = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/

/** A date without a time, which JavaScript reads as UTC. */
const dateOnly = /^\d{4}(?:-\d\d){0,2}$/

/** An offset at the end of a time in any other format. */
const anyOffset = /(?:Z|[+-]\d\d:?\d\d|\b(?:GMT|UTC|UT|[ECMP][SD]T))$/i

/** Longer texts are no times. */
const LONGEST = 100

/** A leap second, which JavaScript does not know: taken for the end of the second before. */
const leapSecond = /(\d\d:\d\d):60(?:\.\d+)?/

/** Names of the zone behind a time, as Java and Temporal (RFC 9557) write them, and JavaScript's `Date`. */
const zoneName = /(?:\[[^\]]*\])+$| \([^)]*\)$/

/** ISO 8601 without signs. */
const withoutSigns = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(?=\d\d)/

/**
 * Normalises a sender's time to ISO 8601 that does not depend on the machine's time zone: without an offset it is UTC. Also accepts
 * milliseconds or seconds since 1970, as a number or text, and digits of any script. Undefined if there is none; returns other values
 * unchanged, for the schema to reject.
 */
export function readTime(value: Json | undefined): Json | undefined {
  if (value === '' || value === null || value === undefined) return undefined
  if (typeof value === 'number') return timeOfNumber(value) ?? value
  if (typeof value !== 'string' || isUsual(value) || value.length > LONGEST) return value
  const text = tidy(value)
  if (digits.test(text)) return timeOfNumber(Number(text)) ?? value
  if (hoursOnly.test(text)) return `${text.replace(' ', 'T')}:00`
  if (withoutOffset.test(text)) return `${text.replace(' ', 'T')}Z`
  if (dateOnly.test(text) || anyOffset.test(text)) return text
  // JavaScript would read any other format in the time zone of this machine.
  const date = new Date(`${text} UTC`)
  return Number.isNaN(date.getTime()) ? value : date.toISOString()
}

/** Whether a time is written like that of nearly every sender. */
function isUsual(text: string): boolean {
  return (
    text.endsWith('Z') && text[4] === '-' && text[17] !== '6' && text[19] !== ',' && text.charCodeAt(0) < 0x80
  )
}

/** Writes what JavaScript does not read as it does. */
function tidy(text: string): string {
  return text
    .trim()
    .replace(/(?![0-9])\p{Nd}/gu, readDigit)
    .replace(zoneName, '')
    .replace(withoutSigns, '$1-$2-$3T$4:$5:')
    .replace(/(:\d\d),(?=\d)/, '$1.')
    .replace(leapSecond, '$1:59.999')
    .replace(/(?<=\d)(?:UTC|GMT)$/, 'Z')
    .replace(/(?<=\d)(?:UTC|GMT)(?=[+-]\d)/, '')
}

/** Phones set to Arabic, Persian or languages of India write times with the digits of these. */
function readDigit(digit: string): string {
  const code = digit.charCodeAt(0)
  const isOfIndia = code >= 0x900 && code < 0xe00
  return String((isOfIndia ? code - 6 : code) % 16)
}

function timeOfNumber(value: number): string | undefined {
  const date = new Date(Math.abs(value) < LEAST_MILLISECONDS ? value * 1_000 : value)
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString()
}

/** Whether a value is a time as written by `Date.prototype.toISOString`, like that of nearly every sender. */
export function isIsoTime(value: Json): value is string {
  return typeof value === 'string' && value.length === 24 && !Number.isNaN(Date.parse(value))
}
