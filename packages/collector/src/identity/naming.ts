import type { StoredEvent } from '../stored-event.ts'
import { type Decision, decisionOf } from './decision.ts'

/**
 * A person is named by a key: `user:<userId>` or `email:<normalised address>`. A crawler's event names nobody. An
 * attempted form submission does: who pressed the button is known, even if the page then refused to send the form.
 */

const VISITOR_PREFIX = 'visitor:'

/** The key of somebody known by a `userId`. */
export function userKey(userId: string): string {
  return `user:${userId}`
}

/** The key of somebody known by a normalised e-mail address. */
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

/** What an event says of names. */
export interface Naming {
  /** Everybody it names. */
  persons: string[]
  /** The first of them belongs to the second. */
  link: { owned: string; owner: string } | null
}

/** The person by whom an event identifies its sender: the user before the e-mail address; null for most events. */
export function senderOf(event: StoredEvent): string | null {
  if (event.bot) return null
  if (event.userId !== null) return userKey(event.userId)
  return event.email === null ? null : emailKey(event.email)
}

/** Whether an event names any person: most do not, and need no further look. */
export function namesSomebody({ userId, email, bot }: StoredEvent): boolean {
  return !bot && (userId !== null || email !== null)
}

/**
 * Whom an event names, and which names it joins: an e-mail address belongs to the user it is given with, and the former
 * `userId` of an `alias` message to the new one. Only a secret key may join two users, or a stranger could.
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

/** The visitor that an `alias` message says to be its user; null for other events. */
export function aliasedVisitor(event: StoredEvent): string | null {
  return event.bot ? null : previousIdOf(event)
}

/** The visitor that a decision is about, and the decision; null for other events. */
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
 * Under which name an event is found in the log: `visitor:<anonymousId>`, or for events without one (sent by servers)
 * the key of the person; null when it names nobody at all.
 */
export function subjectOf(event: StoredEvent): string | null {
  if (event.anonymousId !== null) return visitorSubject(event.anonymousId)
  if (event.userId !== null) return userKey(event.userId)
  return event.email === null ? null : emailKey(event.email)
}

/** The subject of a visitor's events. */
export function visitorSubject(anonymousId: string): string {
  return VISITOR_PREFIX + anonymousId
}
