/** How long a ticket is good for, in milliseconds. */
const MAX_AGE_MS = 120_000

/** Carries a visitor from one domain to another. */
export interface Ticket {
  anonymousId: string
  /** When it was written, in milliseconds since 1970. */
  time: number
}

/** Which of the domains a host belongs to; undefined when to none. */
export function domainOf(host: string, domains: readonly string[]): string | undefined {
  return domains.find((domain) => host === domain || host.endsWith(`.${domain}`))
}

/** A ticket as text. */
export function writeTicket(anonymousId: string, from: string, to: string, time: number): string {
  return `${anonymousId}.${time.toString(36)}.${sumOf(anonymousId, from, to, time)}`
}

/** Reads a ticket; undefined for what is none, is spoilt, was written for others or by another browser, or at another time. */
export function readTicket(text: string, from: string, to: string, now: number): Ticket | undefined {
  const [, anonymousId, written, sum] = /^([\w-]{16,64})\.([a-z\d]{1,9})\.([a-z\d]+)$/.exec(text) ?? []
  if (!anonymousId || !written) return undefined
  const time = Number.parseInt(written, 36)
  if (now < time || now > time + MAX_AGE_MS || sum !== sumOf(anonymousId, from, to, time)) return undefined
  return { anonymousId, time }
}

/**
 * Of what the ticket says, and of the browser, 32 bits (FNV-1a): it keeps out accidents, and links that were passed on to other
 * people's browsers. What keeps out forgers is the referrer.
 */
function sumOf(...facts: unknown[]): string {
  const { userAgent, language } = navigator
  let hash = 0x811c9dc5
  for (const letter of [...facts, userAgent, language, new Date(0).getTimezoneOffset()].join('\n'))
    hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  return (hash >>> 0).toString(36)
}
