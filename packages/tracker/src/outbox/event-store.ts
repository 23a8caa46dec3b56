import { promisifyRequest } from 'idb-keyval'
import { guard } from '../guard.ts'
import { type Claim, claimEvents } from './claim-events.ts'
import { openDatabase } from './open-database.ts'
import type { StoredEvent } from './stored-event.ts'

/** The events of this browser's pages that no receipt was read for. Nothing throws or rejects. */
export interface EventStore {
  /** Writes when the current task ends, form submissions with strict durability. Without an event it removes. */
  save(key: string, event?: StoredEvent): void
  /** Whether the event was committed, and not removed since. */
  has(key: string): boolean
  /** What this page may send now, besides what it `known`s; undefined when IndexedDB does not answer within a second. */
  claim(known: Map<string, StoredEvent>): Promise<Claim | undefined>
  /** IndexedDB refused: events live in memory only. */
  failed(): boolean
  /** Deletes everything, also for other tabs. */
  destroy(): void
}

/** Some browsers open a database and never say so, in milliseconds. */
const PATIENCE_MS = 1_000

/** Keeps events in the IndexedDB database of that name. */
export function createEventStore(name: string): EventStore {
  let transact = openDatabase(name)
  /** What the next transaction writes. */
  let changes = new Map<string, StoredEvent | undefined>()
  const committed = new Set<string>()
  let isScheduled = false
  let failed = false

  const write = () => {
    let taken: typeof changes | undefined
    const strict = [...changes.values()].some((event) => event?.form)
    transact(strict ? 'strict' : 'relaxed', (events) => {
      if (!taken) {
        taken = changes
        changes = new Map()
        isScheduled = false
      }
      for (const [key, event] of taken) event ? events.put(event, key) : events.delete(key)
      // A page that is torn down would take an uncommitted transaction along.
      events.transaction.commit?.()
      return promisifyRequest(events.transaction)
    }).then(
      () =>
        taken?.forEach((event, key) => {
          event ? committed.add(key) : committed.delete(key)
        }),
      () => {
        failed = true
        if (!taken) changes.clear()
        isScheduled = false
      },
    )
  }

  return {
    save(key, event) {
      changes.set(key, event)
      if (!isScheduled) queueMicrotask(write)
      isScheduled = true
    },
    has: (key) => committed.has(key),
    failed: () => failed,
    async claim(known) {
      const claim = await Promise.race([
        transact('relaxed', (events) => claimEvents(events, known, Date.now())).catch(() => undefined),
        new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS)),
      ])
      claim?.mine.forEach((_, key) => {
        committed.add(key)
      })
      return claim
    },
    destroy: guard(() => {
      // Whatever is still under way must not open it again.
      transact = () => Promise.reject()
      indexedDB.deleteDatabase(name)
    }),
  }
}
