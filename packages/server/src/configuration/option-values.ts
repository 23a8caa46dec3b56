import { gradeSchema, readTime } from '@leadlight/protocol'
import { InvalidArgumentError } from 'commander'

/** Parses a TCP port; 0 means any free one. */
export function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (!(port <= 65_535)) throw new InvalidArgumentError('Write a whole number from 0 to 65535.')
  return port
}

/** Parses a number of rows, 1–200. */
export function parseLimit(text: string): number {
  const limit = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN
  if (!(limit >= 1 && limit <= 200)) throw new InvalidArgumentError('Write a whole number from 1 to 200.')
  return limit
}

/** Parses a non-negative integer. */
export function parseAmount(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('Write a whole number.')
  return Number(text)
}

/** Parses a positive integer. */
export function parsePositive(text: string): number {
  const size = parseAmount(text)
  if (size < 1) throw new InvalidArgumentError('Write a whole number from 1.')
  return size
}

/** Parses origins separated by commas, and appends them to those of earlier options. */
export function parseOrigins(text: string, before: string[] = []): string[] {
  const origins = text.split(',').map((part) => parseOrigin(part.trim()))
  return [...before, ...origins]
}

function parseOrigin(text: string): string {
  const url = URL.parse(text)
  const isOrigin = url !== null && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`
  if (!isOrigin || text.endsWith('/')) {
    throw new InvalidArgumentError(
      `"${text}" is not an origin; write scheme and host, like https://www.example.com.`,
    )
  }
  return url.origin
}

/** Parses the address of a running server; the result has no trailing slash. */
export function parseServerUrl(text: string): string {
  const url = URL.parse(text)
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new InvalidArgumentError('Write an address like https://leads.example.com.')
  }
  return url.origin + url.pathname.replace(/\/+$/, '')
}

/** Parses a boolean, as environment variables give it. */
export function parseSwitch(text: string): boolean {
  if (/^(1|true|yes|on)$/i.test(text)) return true
  if (/^(0|false|no|off)$/i.test(text)) return false
  throw new InvalidArgumentError('Write true or false.')
}

/** Parses a key, which must be valid as a bearer token and in an HTML attribute. */
export function parseKey(text: string): string {
  if (!/^[!-~]+$/.test(text)) {
    throw new InvalidArgumentError('A key holds letters, digits and signs only, no blanks, and is not empty.')
  }
  return text
}

/** Parses a grade like A1. */
export function parseGrade(text: string): string {
  const grade = text.toUpperCase()
  if (!gradeSchema.safeParse(grade).success)
    throw new InvalidArgumentError('Write a letter from A to D and a digit from 1 to 4, like A1.')
  return grade
}

/** Parses a time in ISO 8601; without an offset it is UTC. */
export function parseTime(text: string): string {
  const time = new Date(String(readTime(text)))
  if (Number.isNaN(time.getTime())) throw new InvalidArgumentError('Write a time like 2026-11-21T10:00:00Z.')
  return time.toISOString()
}
