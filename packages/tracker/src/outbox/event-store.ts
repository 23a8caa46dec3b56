import { promisifyRequest } from 'idb-keyval'
import { type Claim, claimEvents } from './claim-events.ts'
import { openDatabase } from './open-database.ts'
import type { StoredEvent } from './stored-event.ts'

/** The events of this browser's pages that no receipt was read for. Nothing throws or rejects. */
export interface EventStore {
  /** Writes within the current task, form submissions with strict durability. */
  save(event: StoredEvent): void
  remove(key: string): void
  /** Whether the event was committed, and not removed since. */
  has(key: string): boolean
  /** What this page may send now; undefined when IndexedDB does not answer within a second. */
  claim(): Promise<Claim | undefined>
  /** IndexedDB refused; what was saved since lives in memory only. */
  failed(): boolean
  /** Deletes everything, also for other tabs. */
  destroy(): void
}

/** Some browsers open a database and never say so, in milliseconds. */
const PATIENCE_MS = 1_000

/**
 * Keeps events in IndexedDB.
 *
 * @param name of the database
 * @param owner name of this page
 */
export function createEventStore(name: string, owner: string): EventStore {
  const database = openDatabase(name)
  /** What the next transaction writes; undefined removes. */
  const changes = new Map<string, StoredEvent | undefined>()
  const committed = new Set<string>()
  let waiting = false
  let failed = false

  const change = (key: string, event?: StoredEvent) => {
    changes.set(key, event)
    if (waiting) return
    waiting = true
    queueMicrotask(() => {
      const strict = [...changes.values()].some((changed) => changed?.form)
      let taken: [string, StoredEvent | undefined][] | undefined
      database
        .use(strict ? 'strict' : 'relaxed')('readwrite', (store) => {
          if (!taken) {
            taken = [...changes]
            changes.clear()
            waiting = false
          }
          for (const [key, event] of taken) event ? store.put(event, key) : store.delete(key)
          // A page that is torn down would take an uncommitted transaction along.
          store.transaction.commit?.()
          return promisifyRequest(store.transaction)
        })
        .then(
          () => {
            for (const [key, event] of taken ?? []) event ? committed.add(key) : committed.delete(key)
          },
          () => {
            failed = true
            if (!taken) changes.clear()
            waiting = false
          },
        )
    })
  }

  return {
    save: (event) => change(event.key, event),
    remove: (key) => change(key),
    has: (key) => committed.has(key),
    failed: () => failed,
    claim: () =>
      Promise.race([
        database
          .use('relaxed')('readwrite', (store) => claimEvents(store, owner, Date.now()))
          .then((claim) => {
            for (const key of claim.mine.keys()) committed.add(key)
            return claim
          }),
        new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS)),
      ]).catch(() => undefined),
    destroy() {
      changes.clear()
      database.destroy()
    },
  }
}
