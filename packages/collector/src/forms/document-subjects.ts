import { emailKey, userKey } from '../identity/person-key.ts'
import { visitorSubject } from '../identity/subject.ts'
import { personOf } from '../identity/visitor-identity.ts'
import type { Transaction } from '../storage/port.ts'
import type { StoredEvent } from '../stored-event.ts'

/**
 * The subject of documents about these events, so that they are exported and erased with that person: the person that the
 * event names, or else the visitor's person, or else the visitor. The events must have been applied.
 */
export async function documentSubjects(
  transaction: Transaction,
  events: StoredEvent[],
): Promise<Map<StoredEvent, string>> {
  const unnamed = events.filter(({ email, userId }) => email === null && userId === null)
  const ids = new Set(unnamed.flatMap(({ anonymousId }) => anonymousId ?? []))
  const visitors = ids.size === 0 ? [] : await transaction.visitors([...ids])
  const byId = new Map(visitors.map((visitor) => [visitor.id, visitor]))
  const about = new Map<StoredEvent, string>()
  for (const event of events) {
    const { email, userId, anonymousId } = event
    if (email !== null) about.set(event, emailKey(email))
    else if (userId !== null) about.set(event, userKey(userId))
    else if (anonymousId !== null) {
      const visitor = byId.get(anonymousId)
      about.set(event, (visitor && personOf(visitor, event)) ?? visitorSubject(anonymousId))
    }
  }
  return about
}
