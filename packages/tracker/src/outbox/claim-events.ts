import { promisifyRequest } from 'idb-keyval'
import type { StoredEvent } from './stored-event.ts'

/** How long an event stays with the page that sends it, in milliseconds; then another page may take over. */
export const LEASE_MS = 5_000

/** How long an event may be held back before another page takes it for abandoned, in milliseconds. */
export const HOLD_MS = 30_000

/** How many events one claim reads; the oldest come first. */
const READ_AT_ONCE = 200

/** Most events kept for one site. */
const MAX_STORED = 10_000

/** What a page may send now. */
export interface Claim {
  /** By key. */
  mine: Map<string, StoredEvent>
  /** Up to this key every event was read: what is not among `mine` is another page's, or confirmed. */
  upTo: string
  /** Keys that were given up because too many are kept. */
  dropped: string[]
}

/**
 * Reads the oldest events and takes over those whose page let them go or died, in one transaction, so that no two pages send
 * the same one. A lease in each row does what a Web Lock would, also on plain http and while a frozen page holds on; and a page
 * that holds a lock when it is left cannot enter the back/forward cache.
 *
 * @param owner name of this page
 * @param now milliseconds since 1970
 */
export async function claimEvents(store: IDBObjectStore, owner: string, now: number): Promise<Claim> {
  const [events, count] = await Promise.all([
    promisifyRequest<StoredEvent[]>(store.getAll(null, READ_AT_ONCE)),
    promisifyRequest(store.count()),
  ])
  const claim: Claim = { mine: new Map(), upTo: events[READ_AT_ONCE - 1]?.key ?? '~', dropped: [] }
  for (const event of events) {
    const left = event.until - now
    if (!event.form && count - claim.dropped.length > MAX_STORED) {
      claim.dropped.push(event.key)
      store.delete(event.key)
    } else if (event.owner === owner || left <= 0 || left > HOLD_MS) {
      // Renewed before it runs out, and after the clock was set back.
      if (left < LEASE_MS / 2 || left > HOLD_MS) {
        event.until = now + LEASE_MS
        store.put({ ...event, owner }, event.key)
      }
      claim.mine.set(event.key, event)
    }
  }
  return claim
}
