import { promisifyRequest } from 'idb-keyval'
import type { StoredEvent } from './stored-event.ts'

/** How long an event stays with the page that sends it, in milliseconds; then another page may take over. */
export const LEASE_MS = 5_000

/** How long an event may be held back before another page takes it for abandoned, in milliseconds. */
export const HOLD_MS = 30_000

/** How many events one claim reads; the oldest come first. */
const READ_AT_ONCE = 200

/** What one claim found. */
export interface Claim {
  /** Events that this page may send now, by key. */
  mine: Map<string, StoredEvent>
  /** Up to this key everything was read: what is not among `mine` is another page's, or confirmed. */
  upTo: string
  /** How many are kept altogether. */
  count: number
}

/**
 * Reads the oldest events and takes over those whose page let go of them or died, in one transaction, so that no two pages send
 * the same one. The lease in each row does what a Web Lock would, but also on plain http and while a frozen page holds on; and
 * a page that holds a lock when it is left cannot enter the back/forward cache.
 *
 * @param known the events of this page, by key
 * @param now milliseconds since 1970
 */
export async function claimEvents(
  events: IDBObjectStore,
  known: Map<string, StoredEvent>,
  now: number,
): Promise<Claim> {
  const [found, count] = await Promise.all([
    promisifyRequest<StoredEvent[]>(events.getAll(null, READ_AT_ONCE)),
    promisifyRequest(events.count()),
  ])
  const mine = new Map<string, StoredEvent>()
  for (const event of found) {
    const left = event.until - now
    // More than anybody grants is left when the clock was set back.
    const isFree = left <= 0 || left > HOLD_MS
    if (!isFree && known.get(event.key)?.until !== event.until) continue
    if (isFree || left < LEASE_MS / 2) {
      event.until = now + LEASE_MS
      events.put(event, event.key)
    }
    mine.set(event.key, event)
  }
  return { mine, upTo: found[READ_AT_ONCE - 1]?.key ?? '~', count }
}
