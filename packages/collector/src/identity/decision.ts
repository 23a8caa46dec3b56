import type { StoredEvent } from '../stored-event.ts'
import { compareMoments, type Moment, momentOf } from './moment.ts'

/** Name of the event with which a secret key unlinks two names. */
export const LINK_REMOVED = 'Link Removed'
/** Name of the event that reverts it. */
export const LINK_RESTORED = 'Link Restored'

/** A decision about the link between two names. */
export interface Decision extends Moment {
  /** Key of the other person. */
  person: string
  /** True: they are different, whatever other events say; false: reverted. */
  apart: boolean
}

/** A decision with the name on its other side: `visitor:…`, `user:…` or `email:…`. */
export interface LinkDecision extends Decision {
  name: string
}

/** Whether an event is a decision about a link, which is in the log, but not an act of a lead. */
export function isDecision(event: StoredEvent): boolean {
  return decisionOf(event) !== null
}

/** The decision in an event; null for other events, and for those sent with a public key. */
export function decisionOf(event: StoredEvent): LinkDecision | null {
  const { trusted, type, name: kind, userId, email, bot } = event
  if (!trusted || bot || type !== 'track' || (kind !== LINK_REMOVED && kind !== LINK_RESTORED)) return null
  const { name } = event.properties
  const person = userId !== null ? `user:${userId}` : email === null ? null : `email:${email}`
  if (typeof name !== 'string' || person === null || name === person) return null
  if (!/^(?:visitor|user|email):./s.test(name)) return null
  return { ...momentOf(event), name, person, apart: kind === LINK_REMOVED }
}

/** Merges decisions; keeps the latest about each person, sorted by person. */
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

/** Whether the link to this person was removed. */
export function isApart(decisions: Decision[] | undefined, person: string): boolean {
  return decisions?.some((decision) => decision.person === person && decision.apart) ?? false
}
