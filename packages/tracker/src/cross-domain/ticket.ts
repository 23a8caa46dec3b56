/** How long a ticket is valid, in milliseconds. */
const MAX_AGE_MS = 120_000

/** A ticket that carries a visitor from one domain to another. */
export interface Ticket {
  anonymousId: string
  /** When it was written, in milliseconds since 1970. */
  time: number
}

/** Finds the domain that a host belongs to; undefined if there is none. */
export function domainOf(host: string, domains: readonly string[]): string | undefined {
  return domains.find((domain) => host === domain || host.endsWith(`.${domain}`))
}

/** Writes a ticket as text. */
export function writeTicket(anonymousId: string, from: string, to: string, time: number): string {
  return `${anonymousId}.${time.toString(36)}.${sumOf(anonymousId, from, to, time)}`
}

/** Reads a ticket; undefined if it is malformed, expired, or was written for other domains or in another browser. */
export function readTicket(text: string, from: string, to: string, now: number): Ticket | undefined {
  const [, anonymousId, written, sum] = /^([\w-]{16,64})\.([a-z\d]{1,9})\.([a-z\d]+)$/.exec(text) ?? []
  if (!anonymousId || !written) return undefined
  const time = Number.parseInt(written, 36)
  if (now < time || now > time + MAX_AGE_MS || sum !== sumOf(anonymousId, from, to, time)) return undefined
  return { anonymousId, time }
}

/**
 * A 32-bit checksum (FNV-1a) of a ticket's content and of some properties of the browser. It detects damaged tickets, and links that
 * are opened in another browser. It does not prevent forgery; the check of the referrer does.
 */
function sumOf(...facts: unknown[]): string {
  const { userAgent, language } = navigator
  let hash = 0x811c9dc5
  for (const letter of [...facts, userAgent, language, new Date(0).getTimezoneOffset()].join('\n'))
    hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  return (hash >>> 0).toString(36)
}
