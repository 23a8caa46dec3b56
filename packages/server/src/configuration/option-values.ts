import { InvalidArgumentError } from 'commander'

/** A TCP port; 0 is any free one. */
export function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (!(port <= 65_535)) throw new InvalidArgumentError('Write a whole number from 0 to 65535.')
  return port
}

/** A number of rows, 1–200. */
export function parseLimit(text: string): number {
  const limit = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN
  if (!(limit >= 1 && limit <= 200)) throw new InvalidArgumentError('Write a whole number from 1 to 200.')
  return limit
}

/** A whole number, 0 too. */
export function parseAmount(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('Write a whole number.')
  return Number(text)
}

/** A whole number from 1. */
export function parsePositive(text: string): number {
  const size = parseAmount(text)
  if (size < 1) throw new InvalidArgumentError('Write a whole number from 1.')
  return size
}

/** Adds web origins, separated by commas or by repeating the option, to those named before. */
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

/** The address of a running server, without a slash at its end. */
export function parseServerUrl(text: string): string {
  const url = URL.parse(text)
  if (url === null || !/^https?:$/.test(url.protocol)) {
    throw new InvalidArgumentError('Write an address like https://leads.example.com.')
  }
  return url.origin + url.pathname.replace(/\/+$/, '')
}

/** A time as ISO 8601. */
export function parseTime(text: string): string {
  const time = new Date(text)
  if (Number.isNaN(time.getTime())) throw new InvalidArgumentError('Write a time like 2026-11-21T10:00:00Z.')
  return time.toISOString()
}
