import type { StoredEvent } from '../stored-event.ts'
import { type Decision, decisionOf } from './decision.ts'

/**
 * A person is identified by a key: `user:<userId>` or `email:<normalized address>`. An event of a bot names nobody. An attempted
 * form submission does: the visitor pressed the button, even if the page then cancelled the submission.
 */

const VISITOR_PREFIX = 'visitor:'

/** The key of somebody known by a `userId`. */
export function userKey(userId: string): string {
  return `user:${userId}`
}

/** The key of somebody known by a normalized e-mail address. */
export function emailKey(email: string): string {
  return `email:${email}`
}

/** The `userId` or address within a person's key. */
export function nameIn(personKey: string): string {
  return personKey.slice(personKey.indexOf(':') + 1)
}

/** Whether a person's key is that of a `userId`. */
export function isUserKey(personKey: string): boolean {
  return personKey.startsWith('user:')
}

/** The names in an event. */
export interface Naming {
  /** Keys of all persons it names. */
  persons: string[]
  /** A link between two of them. */
  link: { owned: string; owner: string } | null
}

/** The person that an event identifies its sender as: the user, or else the e-mail address; null for most events. */
export function senderOf(event: StoredEvent): string | null {
  if (event.bot) return null
  if (event.userId !== null) return userKey(event.userId)
  return event.email === null ? null : emailKey(event.email)
}

/** Whether an event names any person; a quick check, since most events do not. */
export function namesSomebody({ userId, email, bot }: StoredEvent): boolean {
  return !bot && (userId !== null || email !== null)
}

/**
 * The persons that an event names, and the link between them: an e-mail address belongs to the user it is given with, and the
 * former `userId` of an `alias` message to the new one. Only a secret key may link two users, or any stranger could.
 */
export function namingOf(event: StoredEvent): Naming {
  const sender = senderOf(event)
  if (sender === null) return { persons: [], link: null }
  const decision = decisionOf(event)
  if (decision !== null) {
    const other = decision.name.startsWith(VISITOR_PREFIX) ? [] : [decision.name]
    return { persons: [sender, ...other], link: null }
  }
  if (event.userId !== null && event.email !== null) {
    const owned = emailKey(event.email)
    return { persons: [sender, owned], link: { owned, owner: sender } }
  }
  const former = event.trusted ? previousIdOf(event) : null
  if (former === null || former === event.userId) return { persons: [sender], link: null }
  const owned = userKey(former)
  return { persons: [sender, owned], link: { owned, owner: sender } }
}

/** The visitor that an `alias` message links to its user; null for other events. */
export function aliasedVisitor(event: StoredEvent): string | null {
  return event.bot ? null : previousIdOf(event)
}

/** The decision in an event about a visitor, and that visitor; null for other events. */
export function decidedVisitor(event: StoredEvent): { visitor: string; decision: Decision } | null {
  const decision = decisionOf(event)
  if (!decision?.name.startsWith(VISITOR_PREFIX)) return null
  return { visitor: decision.name.slice(VISITOR_PREFIX.length), decision }
}

function previousIdOf(event: StoredEvent): string | null {
  if (event.type !== 'alias' || event.userId === null) return null
  const { previousId } = event.properties
  return typeof previousId === 'string' ? previousId : null
}

/**
 * The subject under which an event is stored in the log: `visitor:<anonymousId>` or, for events without one (sent by servers),
 * the key of the person; null when it names nobody.
 */
export function subjectOf(event: StoredEvent): string | null {
  if (event.anonymousId !== null) return visitorSubject(event.anonymousId)
  if (event.userId !== null) return userKey(event.userId)
  return event.email === null ? null : emailKey(event.email)
}

/** Whether two events are found under the same name; makes none. */
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
