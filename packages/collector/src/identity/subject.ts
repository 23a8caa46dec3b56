import type { StoredEvent } from '../stored-event.ts'
import { emailKey, userKey } from './person-key.ts'

const VISITOR_PREFIX = 'visitor:'

/**
 * The subject under which an event is stored in the log: `visitor:<anonymousId>` or, for events without one (sent by servers),
 * the key of the person; null when it names nobody.
 */
export function subjectOf(event: StoredEvent): string | null {
  if (event.anonymousId !== null) return visitorSubject(event.anonymousId)
  if (event.userId !== null) return userKey(event.userId)
  return event.email === null ? null : emailKey(event.email)
}

/** Whether two events have the same subject; creates no text. */
export function haveSameSubject(one: StoredEvent, other: StoredEvent): boolean {
  if (one.anonymousId !== null || other.anonymousId !== null) return one.anonymousId === other.anonymousId
  return one.userId === other.userId && one.email === other.email
}

/** The subject of a visitor's events. */
export function visitorSubject(anonymousId: string): string {
  return VISITOR_PREFIX + anonymousId
}

/** The visitor in a subject; null in that of a person. */
export function visitorIn(subject: string | null): string | null {
  return subject?.startsWith(VISITOR_PREFIX) ? subject.slice(VISITOR_PREFIX.length) : null
}
