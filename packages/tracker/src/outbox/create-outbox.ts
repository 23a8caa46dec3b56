import type { Emit } from '../create-emitter.ts'
import { guard } from '../guard.ts'
import type { TextStorage } from '../visitor.ts'
import { sizeOf, writeMessage } from '../write-message.ts'
import { leaveLastWords, takeLastWords } from './last-words.ts'
import { oneAtATime } from './one-at-a-time.ts'
import { EVENTS, openDatabase, settled } from './open-database.ts'
import type { Outbox } from './outbox.ts'
import type { Answer } from './post.ts'
import type { Message, StoredEvent } from './stored-event.ts'
import { writeBatch } from './write-batch.ts'

/** How often the outbox is looked at and events are sent, in milliseconds. */
const TICK_MS = 2_000

/** How long an event is left to its page, in milliseconds: another takes over within ten seconds what one that died left. */
const LEASE_MS = 7_000

/** Ticks that a page leaves out after it saw an empty database: until what it missed is due. */
const REST_TICKS = 3

/** Most rows of the database that are looked at a time, oldest first: a few batches. */
const MAX_ROWS = 250

/** Longest wait between attempts, besides a second and what the collector asks for, in seconds. */
const MAX_BACKOFF_S = 30

/** Most bytes of messages in flight: keepalive requests of a page share 64 KiB, other vendors' beacons too. */
const MAX_FLYING_BYTES = 48_000

/** Most bytes of messages that one page keeps in memory, besides forms. */
const MAX_BYTES = 8_000_000

/**
 * Creates the outbox of one page. It sends its own events from memory, and writes them to the database beside, where each is leased to
 * its page for some seconds. When that time is over, its page forgets it, if it was not confirmed, and whichever page looks first leases
 * it anew, in one transaction: to try again and to take over from a page that died are the same. That does what a Web Lock would, but
 * also on plain http and while a frozen page holds on; and a page that holds a lock cannot enter the back/forward cache.
 *
 * @param post delivers a batch, given as JSON, and never rejects
 * @param name of the database that it shares with other pages; empty keeps events in memory only
 * @param signal stops the outbox
 * @param clock tells the time of the page, in milliseconds since 1970
 * @param storage outlives the page
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
  /** All that this page has to send, by key, about oldest first. */
  const queue = new Map<string, StoredEvent>()
  /** Keys of what the next transaction writes, or removes when it is not in the queue. */
  let changes = new Set<string>()
  let database: IDBDatabase | undefined
  /** `memory` while IndexedDB refuses. */
  let outbox: string | undefined
  /** How many were given up by reason, and the collector was not told yet. */
  let drops: Record<string, number> | undefined
  let keptBytes = 0
  let flyingBytes = 0
  /** Ticks until the next look at what others left. */
  let rest = 0
  /** Failures in a row. */
  let failures = 0
  /** No attempts before, except when the page is left; by `performance.now()`. */
  let blockedUntil = 0
  let running = Promise.resolve()

  const drop = (reason: string | number, count = 1) => {
    drops = { ...drops, [reason]: (drops?.[reason] ?? 0) + count }
  }
  const forget = (key: string) => {
    keptBytes -= queue.get(key)?.size ?? 0
    queue.delete(key)
  }
  const save = (key: string) => {
    changes.add(key)
    // All that comes in a task goes in one transaction.
    queueMicrotask(() => {
      if (changes.size) exchange()
    })
  }
  /** The collector has it, or it is given up for that reason. */
  const finish = ({ key, json }: StoredEvent, reason?: string | number) => {
    forget(key)
    save(key)
    emit(reason ? 'dropped' : 'sent', json, reason)
    if (reason) drop(reason)
  }
  const enqueue = (event: StoredEvent) => {
    keptBytes += event.size - (queue.get(event.key)?.size ?? 0)
    // What was held keeps its place.
    queue.set(event.key, event)
    for (const old of queue.values()) {
      if (keptBytes <= MAX_BYTES) break
      if (!old.form) finish(old, 'full')
    }
  }

  /** Writes all changes in one transaction. @param look leases as well what no page has, or none any more */
  const exchange = async (look?: boolean): Promise<void> => {
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
      if (look) {
        const rows = await settled<StoredEvent[]>(events.getAll(null, MAX_ROWS))
        rest = rows[0] ? 0 : REST_TICKS
        for (const event of queue.values())
          if (event.busy) put(event)
          else if (event.due <= now) forget(event.key)
        for (const row of rows) {
          // More than anybody grants is left when the clock was set back.
          if (queue.has(row.key) || (row.due > now && row.due <= due)) continue
          put(row)
          enqueue({ ...row, due })
        }
      }
      // A page that is torn down would take an uncommitted transaction along.
      transaction.commit?.()
      await settled(transaction)
      for (const event of saved) event.due = due
      outbox = undefined
    } catch {
      for (const key of written) changes.add(key)
      database = undefined
      // Safari drops connections now and then, and another page may have wanted to delete the database.
      if (!outbox) {
        outbox = 'memory'
        await exchange(look)
      }
    }
  }
  /** Resolves to whether to go on with the next. */
  const send = async (batch: StoredEvent[]): Promise<boolean> => {
    const told = drops
    const body = writeBatch(batch, clock(), { dropped: told, outbox })
    const { status, success, retryAfter = 0 } = await post(body)
    const isRefused = status === 413 || (status === 400 && success === false)
    if (isRefused && batch[1]) {
      await send(batch.splice(batch.length >> 1))
      return send(batch)
    }
    const isOver = success || isRefused
    for (const event of batch) {
      flyingBytes -= event.size
      event.busy = false
      if (isOver) finish(event, success ? undefined : status)
    }
    if (isOver) {
      if (drops === told) drops = undefined
      failures = blockedUntil = 0
      return true
    }
    emit('error', { status })
    if (status === 401 || status === 403) {
      // Nothing fits beside it: this page tries no more.
      flyingBytes = Number.NaN
      console.error(`Leadlight: ${status}, wrong write key or origin`)
    }
    const backoff = Math.random() * Math.min(MAX_BACKOFF_S, 2 ** failures++ / 2)
    const pause = 1_000 * (1 + backoff + retryAfter)
    blockedUntil = performance.now() + pause
    // Timers may be a little early.
    setTimeout(start, pause + 10)
    return false
  }
  /** Sends the oldest events that may go, all with one head. Undefined when there are none. */
  const deliver = () => {
    const batch: StoredEvent[] = []
    for (const event of queue.values())
      if (
        !event.busy &&
        event.head === (batch[0] ?? event).head &&
        flyingBytes + event.size < MAX_FLYING_BYTES
      ) {
        event.busy = true
        flyingBytes += event.size
        batch.push(event)
      }
    return batch[0] && !signal.aborted && send(batch)
  }
  const hide = () => {
    while (deliver());
  }
  const look = oneAtATime(() => exchange(true))
  const run = async () => {
    if (signal.aborted || performance.now() < blockedUntil) return
    if (queue.size || (!document.hidden && --rest < 0))
      do if (await look()) outbox = 'memory'
      while (await deliver())
  }
  const start = () => {
    running = running.then(run, run)
    return running
  }
  const timer = setInterval(start, TICK_MS)

  const keep = (message: Message, busy = false) => {
    const event = { ...message, size: sizeOf(message.json), busy, due: Number.NaN }
    enqueue(event)
    save(event.key)
  }
  takeLastWords(storage, keep, (json) => {
    drops = JSON.parse(json)
  })

  return {
    add(message, hold) {
      keep(message, hold)
      if (!hold && document.hidden && !failures) queueMicrotask(hide)
    },
    flush() {
      blockedUntil = rest = 0
      return start()
    },
    hide,
    leave: guard(() => {
      hide()
      // What is not in the database dies with the page, unless it is on its way; WebKit gives up what is being written.
      const dying = [...queue.values()].filter(({ busy, due }) => !due && (isWebKit || failures || !busy))
      const leave = (events: StoredEvent[]) => leaveLastWords(storage, events, drops && writeMessage(drops))
      guard(leave, () => {
        drop('unstored', dying.length)
        leave([])
      })(dying)
      drops = undefined
    }),
    destroy: guard(() => {
      clearInterval(timer)
      queue.clear()
      if (name) indexedDB.deleteDatabase(name)
    }),
  }
}
