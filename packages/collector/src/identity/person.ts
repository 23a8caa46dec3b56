import type { Decision } from './decision.ts'
import { compareMoments, type Moment } from './moment.ts'

/** An event that joins two names. */
export interface Link extends Moment {
  /** Came with a secret key. */
  trusted: boolean
}

/** The strongest event that joins a person to another one. */
export interface Claim extends Link {
  /** Key of the other. */
  person: string
  /** The other is given as the user that this name belongs to, or else as a name of this user. */
  belongs: boolean
}

/** A name that somebody is known by, as the log tells so far. */
export interface Person {
  /** `user:…` or `email:…`. */
  key: string
  /** `ld_…`: once the id of a lead, it finds that lead for ever. */
  id: string
  /** The earliest event that names this person. */
  seen: Moment
  /** The earliest with a secret key. */
  vouched?: Moment
  /** Key of the person whose lead this name is part of; worked out from `claims`, see `ownerOf`. */
  owner: string | null
  /** The strongest ones, at most {@link MOST_CLAIMS}, strongest first. */
  claims?: Claim[]
  /** What was decided about links to others. */
  decisions?: Decision[]
  /** Id of the lead that this person is part of. */
  lead: string
}

/** As many others as a name remembers that it was joined to. */
export const MOST_CLAIMS = 16

/** Negative when `a` is stronger: a secret key's before a public one's, then the earlier. */
export function compareLinks(a: Link, b: Link): number {
  return Number(b.trusted) - Number(a.trusted) || compareMoments(a, b)
}

/** Makes a person's id from its key: `ld_` and 80 bits of its SHA-256 in hexadecimal. */
export async function personId(key: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key))
  const bytes = Array.from(new Uint8Array(digest, 0, 10), (byte) => byte.toString(16).padStart(2, '0'))
  return `ld_${bytes.join('')}`
}
