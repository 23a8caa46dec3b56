import { toHex } from '../to-hex.ts'
import { comparePositions, type EventPosition } from './event-position.ts'
import type { LinkDecision } from './link-decision.ts'

/** An event that links two names. */
export interface Link extends EventPosition {
  /** Whether it was sent with a secret key. */
  trusted: boolean
}

/** The strongest event that links a person to another one. */
export interface Claim extends Link {
  /** Key of the other person. */
  person: string
  /** True when the other person is the user that owns this name; false when it is a name of this user. */
  belongs: boolean
}

/** What the log says about a name. */
export interface Person {
  /** `user:…` or `email:…`. */
  key: string
  /** `ld_…`; an id that was once a lead's always finds that lead. */
  id: string
  /** The earliest event that names this person. */
  seen: EventPosition
  /** The earliest such event with a secret key, which vouches for the name. */
  vouched?: EventPosition
  /** Key of the owner; derived from `claims`, see `ownerOf`. */
  owner: string | null
  /** At most {@link MAX_CLAIMS}, strongest first. */
  claims?: Claim[]
  /** Decisions about links to others. */
  decisions?: LinkDecision[]
  /** Id of the lead that this person belongs to. */
  lead: string
}

/** Most links that a name remembers. */
export const MAX_CLAIMS = 16

/** Comparator, strongest first: links with a secret key before those with a public one, then the earlier one. */
export function compareLinks(a: Link, b: Link): number {
  return Number(b.trusted) - Number(a.trusted) || comparePositions(a, b)
}

/** Derives a person's id from its key: `ld_` and 80 bits of its SHA-256 in hexadecimal. */
export async function personId(key: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key))
  return `ld_${toHex(new Uint8Array(digest, 0, 10))}`
}
