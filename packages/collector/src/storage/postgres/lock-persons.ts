import type { Person } from '../../identity/person.ts'
import type { Locks } from './locks.ts'
import { PERSONS_OF_SAME_LEADS } from './postgres-snapshot.ts'
import type { Session } from './session.ts'

/**
 * Locks persons with everybody in the same leads, by the leads, and gives them. Whom nobody knows yet is locked by its
 * place. Until all is held, others may move persons between leads: so it looks again after every lock.
 */
export async function lockPersons(session: Session, locks: Locks, keys: string[]): Promise<Person[]> {
  if (keys.length === 0) return []
  while (true) {
    const members = await session.query<{ key: string; lead: string; record: string }>(
      PERSONS_OF_SAME_LEADS,
      keys,
    )
    const known = new Set(members.map(({ key }) => key))
    const missing = keys.filter((key) => !known.has(key) && !locks.holds('persons', [key]))
    const leads = new Set(members.map(({ lead }) => lead))
    await locks.reserve('persons', missing)
    if (locks.holds('persons', missing) && locks.holds('leads', leads)) {
      return members.map(({ record }) => JSON.parse(record))
    }
    await locks.lock('leads', leads)
  }
}
