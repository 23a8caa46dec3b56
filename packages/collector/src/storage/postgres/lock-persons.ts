import type { Person } from '../../identity/person.ts'
import { texts } from './arrays.ts'
import type { Locks } from './locks.ts'
import type { Session } from './session.ts'

/**
 * Selects all members of the leads that these persons belong to; by an array, so that the planner always uses the index.
 */
export const PERSONS_OF_SAME_LEADS = `SELECT key, lead, record FROM persons
  WHERE lead = ANY(ARRAY(SELECT lead FROM persons WHERE key = ANY($1::text[]))) AND record IS NOT NULL`

/**
 * Locks persons and all members of their leads, by locking the leads, and returns them. An unknown person is locked by an
 * empty row in its place. Until all locks are held, other transactions may move persons between leads, so the query is
 * repeated after every lock.
 */
export async function lockPersons(session: Session, locks: Locks, keys: string[]): Promise<Person[]> {
  if (keys.length === 0) return []
  while (true) {
    const members = await session.query<{ key: string; lead: string; record: string }>(
      PERSONS_OF_SAME_LEADS,
      texts(keys),
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
