import type { StoredEvent } from '../stored-event.ts'
import { comparePositions, type EventPosition, positionOf } from './event-position.ts'

/** Name of the event with which a secret key unlinks two names. */
export const LINK_REMOVED = 'Link Removed'
/** Name of the event that reverts it. */
export const LINK_RESTORED = 'Link Restored'

/** A decision about the link between two names. */
export interface LinkDecision extends EventPosition {
  /** Key of the other person. */
  person: string
  /** True: they are different, whatever other events say; false: reverted. */
  apart: boolean
}

/** A decision with the name on its other side: `visitor:…`, `user:…` or `email:…`. */
export interface NamedLinkDecision extends LinkDecision {
  name: string
}

/** Whether an event is a decision about a link, which is in the log, but not an act of a lead. */
export function isLinkDecision(event: StoredEvent): boolean {
  return linkDecisionOf(event) !== null
}

/** The decision in an event; null for other events, and for those sent with a public key. */
export function linkDecisionOf(event: StoredEvent): NamedLinkDecision | null {
  const { trusted, type, name: kind, userId, email, bot } = event
  if (!trusted || bot || type !== 'track' || (kind !== LINK_REMOVED && kind !== LINK_RESTORED)) return null
  const { name } = event.properties
  const person = userId !== null ? `user:${userId}` : email === null ? null : `email:${email}`
  if (typeof name !== 'string' || person === null || name === person) return null
  if (!/^(?:visitor|user|email):./s.test(name)) return null
  return { ...positionOf(event), name, person, apart: kind === LINK_REMOVED }
}

/** Merges decisions; keeps the latest about each person, sorted by person. */
export function mergeLinkDecisions(known: LinkDecision[] | undefined, added: LinkDecision[]): LinkDecision[] {
  const latest = new Map((known ?? []).map((decision) => [decision.person, decision]))
  for (const { person, at, key, apart } of added) {
    const before = latest.get(person)
    if (before === undefined || comparePositions(before, { at, key }) < 0) {
      latest.set(person, { person, at, key, apart })
    }
  }
  return [...latest.values()].sort((a, b) => (a.person < b.person ? -1 : 1))
}

/** Whether the link to this person was removed. */
export function isUnlinked(decisions: LinkDecision[] | undefined, person: string): boolean {
  return decisions?.some((decision) => decision.person === person && decision.apart) ?? false
}
