import type { StoredEvent } from '../stored-event.ts'
import { compareMoments, type Moment, momentOf } from './moment.ts'

/** Name of the event by which somebody with a secret key takes a link apart. */
export const LINK_REMOVED = 'Link Removed'
/** Name of the event that takes this back. */
export const LINK_RESTORED = 'Link Restored'

/** What was decided of two names that the log joins. */
export interface Decision extends Moment {
  /** Key of the other person. */
  person: string
  /** They are not the same, whatever other events say; false when that was taken back. */
  apart: boolean
}

/** A decision, and whom it is about besides its person: `visitor:…`, `user:…` or `email:…`. */
export interface LinkDecision extends Decision {
  name: string
}

/** Whether an event decides about a link: it is part of the log, but nothing that a lead did. */
export function isDecision(event: StoredEvent): boolean {
  return decisionOf(event) !== null
}

/** The decision that an event is; null for any other, and for those without a secret key. */
export function decisionOf(event: StoredEvent): LinkDecision | null {
  const { trusted, type, name: kind, userId, email, bot } = event
  if (!trusted || bot || type !== 'track' || (kind !== LINK_REMOVED && kind !== LINK_RESTORED)) return null
  const { name } = event.properties
  const person = userId !== null ? `user:${userId}` : email === null ? null : `email:${email}`
  if (typeof name !== 'string' || person === null || name === person) return null
  if (!/^(?:visitor|user|email):./s.test(name)) return null
  return { ...momentOf(event), name, person, apart: kind === LINK_REMOVED }
}

/** The decisions after some more, the latest about each person, in the order of the persons. */
export function withDecisions(known: Decision[] | undefined, added: Decision[]): Decision[] {
  const latest = new Map((known ?? []).map((decision) => [decision.person, decision]))
  for (const { person, at, key, apart } of added) {
    const before = latest.get(person)
    if (before === undefined || compareMoments(before, { at, key }) < 0) {
      latest.set(person, { person, at, key, apart })
    }
  }
  return [...latest.values()].sort((a, b) => (a.person < b.person ? -1 : 1))
}

/** Whether it was decided that this person is somebody else. */
export function isApart(decisions: Decision[] | undefined, person: string): boolean {
  return decisions?.some((decision) => decision.person === person && decision.apart) ?? false
}
