import { oneAtATime } from './one-at-a-time.ts'
import { EVENTS, openDatabase, settled } from './open-database.ts'
import type { Report } from './report.ts'
import type { StoredEvent } from './stored-event.ts'

/** Length of a lease, in milliseconds. With ticks and timers, the events of a page that died are taken over within ten seconds. */
const LEASE_MS = 7_000

/** Most rows read from the database at a time, oldest first: a few batches. */
const MAX_ROWS = 250

/** Whether a lease until `due` is in force. One longer than possible means that the clock was set back. */
const isLeased = (due: number, now: number) => due > now && due <= now + LEASE_MS

/** Keeps the events of a page in a database that all pages of the site share. Its methods neither throw nor reject. */
export interface EventStore {
  /** Writes an event at the end of the current task, or deletes it if it is not in memory by then. */
  write(key: string): void
  /**
   * Writes what changed, gives up and renews leases, and takes over events of other pages if there may be any. Waits for the run that
   * is under way, if there is one.
   */
  lease(): Promise<void>
  /** Whether what is written in this task is stored even if the page is unloaded then. */
  isReady(): boolean
}

/**
 * Creates the store of a page's events. Each stored event is leased to one page for seconds. The page renews the leases of what is
 * held or in flight; any other event it removes from memory when its lease has expired, and the first page to read the database
 * leases it anew. So retrying, and taking over from a page that died, are the same mechanism. Web Locks would keep a page out of the
 * back/forward cache, are not released by a frozen page, and do not exist on plain http.
 *
 * @param events those in memory, by key
 * @param name of the database; empty keeps events in memory only
 * @param signal stops the store
 */
export function createEventStore(
  events: Map<string, StoredEvent>,
  name: string,
  report: Report,
  signal: AbortSignal,
): EventStore {
  /** Keys of events to write in the next transaction, or to delete if they are not in memory. */
  let changes = new Set<string>()
  let database: IDBDatabase | undefined
  /** Whether a transaction waits for this page to read; those behind it are lost if the page is unloaded now. */
  let isReading = false
  /** What other pages have stored since the database was empty, they have leased until then, or longer. */
  let foreignUntil = 0

  /** Renews what is busy, gives up what has expired, and takes over what no page leases. */
  const share = async (rows: IDBObjectStore, put: (event: StoredEvent) => void, now: number, due: number) => {
    const stored = await settled<StoredEvent[]>(rows.getAll(null, MAX_ROWS))
    foreignUntil = stored[0] ? 0 : due
    for (const event of events.values())
      if (event.busy) put(event)
      else if (event.due <= now) events.delete(event.key)
    for (const event of stored)
      if (!events.has(event.key) && !isLeased(event.due, now)) {
        put(event)
        events.set(event.key, { ...event, due })
      }
  }

  /** Does all in one transaction. */
  const sync = async (lease?: boolean): Promise<void> => {
    const written = changes
    const now = Date.now()
    const due = now + LEASE_MS
    changes = new Set()
    if (!name || signal.aborted) return
    try {
      const isNew = !database
      database ??= await openDatabase(name)
      // Somebody may have deleted the database that this page had open, and what was stored in it.
      const saved = [...(isNew ? events.keys() : written)].flatMap((key) => events.get(key) ?? [])
      const durability = saved.some(({ form }) => form) ? 'strict' : 'relaxed'
      const transaction = database.transaction(EVENTS, 'readwrite', { durability })
      const rows = transaction.objectStore(EVENTS)
      const put = (event: StoredEvent) => void rows.put({ ...event, due, busy: false }, event.key)
      for (const key of written) if (!events.has(key)) rows.delete(key)
      for (const event of saved) put(event)
      if (lease) await share(rows, put, now, due)
      // Otherwise it is aborted if the page is unloaded now.
      transaction.commit?.()
      await settled(transaction)
      for (const event of saved) event.due = due
      report.outbox = undefined
    } catch {
      for (const key of written) changes.add(key)
      database = undefined
      // Try once with a new connection: Safari sometimes drops them, and another page may have deleted the database.
      if (!report.outbox) {
        report.outbox = 'memory'
        await sync(lease)
      }
    }
  }

  return {
    // WebKit aborts what a page began just before it was unloaded.
    isReady: () => !!database && !isReading && !/^Apple/.test(navigator.vendor),
    write(key) {
      changes.add(key)
      // One transaction for all changes of a task.
      queueMicrotask(() => {
        if (changes.size) sync()
      })
    },
    // Queries that pile up make a slow database slower.
    lease: oneAtATime(async () => {
      isReading = true
      if (events.size || (!document.hidden && Date.now() > foreignUntil)) await sync(true)
      isReading = false
    }),
  }
}
