import { compareMoments, type Moment } from './moment.ts'

/** An event that joins a name to its owner. */
export interface Link extends Moment {
  /** Came with a secret key. */
  trusted: boolean
}

/** A name that somebody is known by, as the log tells so far. */
export interface Person {
  /** `user:…` or `email:…`. */
  key: string
  /** `ld_…`: once the id of a lead, it finds that lead for ever. */
  id: string
  /** The earliest event that names this person. */
  seen: Moment
  /** Key of the user that this name belongs to. */
  owner: string | null
  /** The event that made it belong there. */
  link: Link | null
  /** Id of the lead that this person is part of. */
  lead: string
}

/** Whether a link is stronger than another: a secret key's before a public one's, then the earlier. */
export function outranks(link: Link, other: Link | null): boolean {
  if (other === null) return true
  return link.trusted === other.trusted ? compareMoments(link, other) < 0 : link.trusted
}

/** Makes a person's id from its key: `ld_` and 80 bits of its SHA-256 in hexadecimal. */
export async function personId(key: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key))
  const bytes = Array.from(new Uint8Array(digest, 0, 10), (byte) => byte.toString(16).padStart(2, '0'))
  return `ld_${bytes.join('')}`
}
