import type { Emit } from '../create-emitter.ts'
import { guard } from '../guard.ts'
import type { TextStorage } from '../visitor.ts'
import { sizeOf, writeMessage } from '../write-message.ts'
import { saveLeftovers, takeLeftovers } from './leftovers.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { EVENTS, openDatabase, settled } from './open-database.ts'
import type { Outbox } from './outbox.ts'
import type { Answer } from './post.ts'
import { retryDelay } from './retry-delay.ts'
import type { Message, StoredEvent } from './stored-event.ts'
import { writeBatch } from './write-batch.ts'

/** Interval between attempts to send, and to read the database, in milliseconds. */
const TICK_MS = 2_000

/** Length of a lease, in milliseconds. With ticks and timers, the events of a page that died are taken over within ten seconds. */
const LEASE_MS = 7_000

/** Ticks without reading after the database was empty: leases that were granted meanwhile do not expire sooner. */
const IDLE_TICKS = 3

/** Most rows read from the database at a time, oldest first: a few batches. */
const MAX_ROWS = 250

/** Most bytes of messages in flight. All keepalive requests of a page, those of other scripts included, share a quota of 64 KiB. */
const MAX_IN_FLIGHT_BYTES = 48_000

/** Most bytes of messages in memory; only form submissions may exceed it. */
const MAX_BYTES = 8_000_000

/**
 * Creates the outbox of a page. Events are sent from memory, and also written to a database that all pages of the site share, where
 * each is leased to its page for seconds. When the lease of an unconfirmed event expires, its page removes it from memory, and the
 * first page to read the database leases it anew. So retrying, and taking over from a page that died, are the same mechanism. Web
 * Locks would keep a page out of the back/forward cache, are not released by a frozen page, and do not exist on plain http.
 *
 * @param post delivers a batch, given as JSON; never rejects
 * @param name of the database; empty keeps events in memory only
 * @param signal stops the outbox
 * @param clock returns the time of the page, in milliseconds since 1970
 * @param storage where events are saved that may be lost when the page is unloaded
 */
export function createOutbox(
  post: (body: string) => Promise<Answer>,
  name: string,
  signal: AbortSignal,
  emit: Emit,
  clock: () => number,
  storage: TextStorage,
): Outbox {
  const isWebKit = /^Apple/.test(navigator.vendor)
  /** The events that this page sends, by key; roughly oldest first. */
  const queue = new Map<string, StoredEvent>()
  /** Keys of events to write in the next transaction, or to delete if they are not in the queue. */
  let changes = new Set<string>()
  let database: IDBDatabase | undefined
  /** `memory` while IndexedDB fails or is slow; reported to the collector. */
  let mode: string | undefined
  /** Number of dropped events by reason, until they are reported to the collector. */
  let drops: Record<string, number> | undefined
  let queuedBytes = 0
  let inFlightBytes = 0
  /** Ticks left before the database is read again, while the queue is empty. */
  let idleTicks = 0
  /** Consecutive failures. */
  let failures = 0
  /** Time before which only `hide` and `leave` send, as in `performance.now()`. */
  let blockedUntil = 0
  let running = Promise.resolve()
  const countDrop = (reason: string | number, count = 1) => {
    drops = { ...drops, [reason]: (drops?.[reason] ?? 0) + count }
  }
  const dequeue = (key: string) => {
    queuedBytes -= queue.get(key)?.size ?? 0
    queue.delete(key)
  }
  const markChanged = (key: string) => {
    changes.add(key)
    // One transaction for all changes of a task.
    queueMicrotask(() => {
      if (changes.size) sync()
    })
  }
  /** Removes an event that was confirmed or, with a reason, dropped. */
  const finish = ({ key, json }: StoredEvent, reason?: string | number) => {
    dequeue(key)
    markChanged(key)
    emit(reason ? 'dropped' : 'sent', json, reason)
    if (reason) countDrop(reason)
  }
  /** Adds or replaces an event; drops the oldest ones, except forms, if there are too many. */
  const enqueue = (event: StoredEvent) => {
    queuedBytes += event.size - (queue.get(event.key)?.size ?? 0)
    // An event that was held keeps its place.
    queue.set(event.key, event)
    for (const old of queue.values()) {
      if (queuedBytes <= MAX_BYTES) break
      if (!old.form) finish(old, 'full')
    }
  }

  /** Writes the changes in one transaction. With `lease`, it also renews leases, and takes over events whose lease has expired. */
  const sync = async (lease?: boolean): Promise<void> => {
    const written = changes
    const now = Date.now()
    const due = now + LEASE_MS
    changes = new Set()
    if (!name || signal.aborted) return
    try {
      database ??= await openDatabase(name)
      const saved = [...written].flatMap((key) => queue.get(key) ?? [])
      const durability = saved.some(({ form }) => form) ? 'strict' : 'relaxed'
      const transaction = database.transaction(EVENTS, 'readwrite', { durability })
      const events = transaction.objectStore(EVENTS)
      const put = (event: StoredEvent) => events.put({ ...event, due, busy: false }, event.key)
      for (const key of written) if (!queue.has(key)) events.delete(key)
      saved.forEach(put)
      if (lease) {
        const rows = await settled<StoredEvent[]>(events.getAll(null, MAX_ROWS))
        idleTicks = rows[0] ? 0 : IDLE_TICKS
        for (const event of queue.values())
          if (event.busy) put(event)
          else if (event.due <= now) dequeue(event.key)
        for (const row of rows) {
          // Skip what another page leases. A lease longer than possible means that the clock was set back.
          if (queue.has(row.key) || (row.due > now && row.due <= due)) continue
          put(row)
          enqueue({ ...row, due })
        }
      }
      // Otherwise it is aborted if the page is unloaded now.
      transaction.commit?.()
      await settled(transaction)
      for (const event of saved) event.due = due
      mode = undefined
    } catch {
      for (const key of written) changes.add(key)
      database = undefined
      // Try once with a new connection: Safari sometimes drops them, and another page may have deleted the database.
      if (!mode) {
        mode = 'memory'
        await sync(lease)
      }
    }
  }
  /** Resolves to whether the next batch may follow. */
  const send = async (batch: StoredEvent[]): Promise<boolean> => {
    const reported = drops
    const body = writeBatch(batch, clock(), { dropped: reported, outbox: mode })
    const { status, success, retryAfter = 0 } = await post(body)
    const isRefused = status === 413 || (status === 400 && success === false)
    if (isRefused && batch[1]) {
      await send(batch.splice(batch.length >> 1))
      return send(batch)
    }
    const isFinal = success || isRefused
    for (const event of batch) {
      inFlightBytes -= event.size
      event.busy = false
      if (isFinal) finish(event, success ? undefined : status)
    }
    if (isFinal) {
      if (drops === reported) drops = undefined
      failures = blockedUntil = 0
      return true
    }
    emit('error', { status })
    if (status === 401 || status === 403) {
      // No event fits any more: this page stops sending.
      inFlightBytes = Number.NaN
      console.error(`Leadlight: ${status}, check write key and origin`)
    }
    const delay = retryDelay(retryAfter, failures++)
    blockedUntil = performance.now() + delay
    // Timers may fire slightly early.
    setTimeout(queueTick, delay + 10)
    return false
  }
  /** Sends the oldest events that are not busy and have the same head; undefined when there are none. */
  const deliver = () => {
    const batch: StoredEvent[] = []
    for (const event of queue.values())
      if (
        !event.busy &&
        event.head === (batch[0] ?? event).head &&
        inFlightBytes + event.size < MAX_IN_FLIGHT_BYTES
      ) {
        event.busy = true
        inFlightBytes += event.size
        batch.push(event)
      }
    return batch[0] && !signal.aborted && send(batch)
  }
  const hide = () => {
    while (deliver());
  }
  const syncOnce = oneAtATime(() => sync(true))
  /** Takes over events from the database, and sends until none is left or an attempt fails. */
  const tick = async () => {
    if (signal.aborted || performance.now() < blockedUntil) return
    if (queue.size || (!document.hidden && --idleTicks < 0))
      do if (await syncOnce()) mode = 'memory'
      while (await deliver())
  }
  const queueTick = () => {
    running = running.then(tick, tick)
    return running
  }
  const timer = setInterval(queueTick, TICK_MS)
  const store = (message: Message, busy = false) => {
    const held = queue.get(message.key)
    // Most held events are released as they were stored: that needs no other transaction.
    if (held?.json === message.json) held.busy = busy
    else {
      enqueue({ ...message, size: sizeOf(message.json), busy, due: Number.NaN })
      markChanged(message.key)
    }
  }
  takeLeftovers(storage, store, (json) => {
    drops = JSON.parse(json)
  })
  return {
    add(message, hold) {
      store(message, hold)
      if (!hold && document.hidden && !failures) queueMicrotask(hide)
    },
    flush() {
      blockedUntil = idleTicks = 0
      return queueTick()
    },
    hide,
    leave: guard(() => {
      hide()
      // Not stored yet. Those in flight need it only if requests fail, or in WebKit, which aborts the transaction that stores them.
      const isRisky = isWebKit || failures || !navigator.onLine
      const unsaved = [...queue.values()].filter(({ busy, due }) => !due && (isRisky || !busy))
      const save = (events: StoredEvent[]) => saveLeftovers(storage, events, drops && writeMessage(drops))
      guard(save, () => {
        countDrop('unstored', unsaved.length)
        save([])
      })(unsaved)
      drops = undefined
    }),
    destroy() {
      clearInterval(timer)
      queue.clear()
    },
  }
}
