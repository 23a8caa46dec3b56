import type { StoredEvent } from '../stored-event.ts'
import { type LinkDecision, linkDecisionOf } from './link-decision.ts'
import { emailKey, userKey } from './person-key.ts'
import { visitorIn } from './subject.ts'

/**
 * What events say about who somebody is. An event of a bot identifies nobody. An attempted form submission does: the visitor
 * pressed the button, even if the page then cancelled the submission.
 */

/** The identifiers in an event. */
export interface EventIdentifiers {
  /** Keys of all persons it names. */
  persons: string[]
  /** A link between two of them. */
  link: { owned: string; owner: string } | null
}

/** The person that an event identifies its sender as: the user, or else the e-mail address; null for most events. */
export function identifiedPerson(event: StoredEvent): string | null {
  if (event.bot) return null
  if (event.userId !== null) return userKey(event.userId)
  return event.email === null ? null : emailKey(event.email)
}

/** Whether an event names any person; a quick check, since most events do not. */
export function identifiesPerson({ userId, email, bot }: StoredEvent): boolean {
  return !bot && (userId !== null || email !== null)
}

/**
 * The persons that an event names, and the link between them: an e-mail address belongs to the user it is given with, and the
 * former `userId` of an `alias` message to the new one. Only a secret key may link two users, or any stranger could.
 */
export function identifiersIn(event: StoredEvent): EventIdentifiers {
  const sender = identifiedPerson(event)
  if (sender === null) return { persons: [], link: null }
  const decision = linkDecisionOf(event)
  if (decision !== null) {
    const other = visitorIn(decision.name) === null ? [decision.name] : []
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
export function visitorLinkDecision(event: StoredEvent): { visitor: string; decision: LinkDecision } | null {
  const decision = linkDecisionOf(event)
  const visitor = decision === null ? null : visitorIn(decision.name)
  return decision === null || visitor === null ? null : { visitor, decision }
}

function previousIdOf(event: StoredEvent): string | null {
  if (event.type !== 'alias' || event.userId === null) return null
  const { previousId } = event.properties
  return typeof previousId === 'string' ? previousId : null
}
