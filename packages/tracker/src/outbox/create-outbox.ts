import type { Emit } from '../create-emitter.ts'
import { guard } from '../guard.ts'
import type { TextStorage } from '../visitor.ts'
import { writeMessage } from '../write-message.ts'
import { leaveLastWords, take, takeLastWords } from './last-words.ts'
import { openDatabase } from './open-database.ts'
import type { Answer } from './post.ts'
import type { Message, StoredEvent } from './stored-event.ts'
import { writeBatch } from './write-batch.ts'

/** Keeps events until the collector confirmed them. Nothing here throws or rejects. */
export interface Outbox {
  /** @param hold keeps it back until it is added again under the same key */
  add(message: Message, hold?: boolean): void
  /** Tries now to deliver what there is; resolves when that attempt ended, well or not. */
  flush(): Promise<void>
  /** Sends and writes at once what there is, without waiting for anything: the page may never come back. */
  hide(): void
  /** The same, and leaves to the next page what may be lost. */
  leave(): void
  /** Deletes everything, in memory and on the device; call it after `signal` is aborted. */
  destroy(): void
}

/** How often the outbox is looked at and events are sent, in milliseconds. */
const TICK_MS = 2_000

/** How long an event is left to its page, in milliseconds: another takes over within ten seconds what one that died left. */
const LEASE_MS = 7_000

/** Ticks that a page with nothing to send leaves out after it saw an empty database: until what it missed is due. */
const REST_TICKS = 3

/** Most rows of the database that are looked at a time, oldest first: a few batches. */
const MAX_ROWS = 250

/** Longest wait between attempts, but for a collector that asks for more, in seconds. */
const MAX_BACKOFF_S = 30

/** Most bytes of messages in flight: keepalive requests of a page share 64 KiB, other vendors' beacons too. */
const MAX_FLYING_BYTES = 48_000

/** Most bytes of messages that one page keeps in memory, besides forms. */
const MAX_BYTES = 8_000_000

/** Where a page that is left tells the next one how many events were given up, and why. */
const DROPPED = 'leadlight-dropped'

/**
 * Creates the outbox of one page. It sends its own events from memory, and writes them to the database beside, where each is leased to
 * its page for some seconds. When that time is over, its page forgets it, if it was not confirmed, and whichever page looks first leases
 * it anew, in one transaction: to try again and to take over from a page that died are the same. That does what a Web Lock would, but
 * also on plain http and while a frozen page holds on; and a page that holds a lock when it is left cannot enter the
 * back/forward cache.
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
  const database = openDatabase(name)
  const isWebKit = /^Apple/.test(navigator.vendor)
  /** All that this page has to send, by key, about oldest first. */
  const queue = new Map<string, StoredEvent>()
  /** What the next transaction writes; undefined removes. */
  let changes = new Map<string, StoredEvent | undefined>()
  /** `memory` while IndexedDB refuses. */
  let outbox: string | undefined
  /** How many were given up by reason, and the collector was not told yet; begins with what earlier pages could not tell. */
  let drops: Record<string, number> | undefined = guard(JSON.parse)(take(storage, DROPPED))
  let keptBytes = 0
  let flyingBytes = 0
  /** Ticks until the next look at what others left. */
  let rest = 0
  /** Failures in a row. */
  let failures = 0
  /** No attempts before, except when the page is left; by `performance.now()`. */
  let blockedUntil = 0
  let running = Promise.resolve()

  const drop = (reason: string | number) => {
    drops = { ...drops, [reason]: (drops?.[reason] ?? 0) + 1 }
  }
  const forget = (key: string) => {
    keptBytes -= queue.get(key)?.size ?? 0
    queue.delete(key)
  }
  const save = (key: string, event?: StoredEvent) => {
    changes.set(key, event)
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
    forget(event.key)
    queue.set(event.key, event)
    keptBytes += event.size
    for (const old of queue.values()) {
      if (keptBytes <= MAX_BYTES) break
      if (!old.form) finish(old, 'full')
    }
  }

  /** Writes all changes in one transaction. @param look leases as well what no page has, or none any more */
  const exchange = async (look?: boolean): Promise<void> => {
    if (look) for (const event of queue.values()) if (event.busy) changes.set(event.key, event)
    const written = changes
    const now = Date.now()
    const due = now + LEASE_MS
    changes = new Map()
    if (!name || signal.aborted) return
    try {
      const isForm = [...written.values()].some((event) => event?.form)
      await database.transact(isForm ? 'strict' : 'relaxed', (events) => {
        const put = (event: StoredEvent) => events.put({ ...event, due, busy: false }, event.key)
        for (const [key, event] of written) event ? put(event) : events.delete(key)
        // A page that is torn down would take an uncommitted transaction along.
        if (!look) return events.transaction.commit?.()
        const request: IDBRequest<StoredEvent[]> = events.getAll(null, MAX_ROWS)
        request.onsuccess = guard(() => {
          rest = request.result[0] ? 0 : REST_TICKS
          for (const event of queue.values()) if (event.due <= now && !event.busy) forget(event.key)
          for (const row of request.result) {
            // More than anybody grants is left when the clock was set back.
            if (queue.has(row.key) || (row.due > now && row.due <= due)) continue
            put(row)
            enqueue({ ...row, due })
          }
        })
      })
      for (const event of written.values()) if (event) event.due = due
      outbox = undefined
    } catch {
      changes = new Map([...written, ...changes])
      outbox = 'memory'
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
      flyingBytes = Number.POSITIVE_INFINITY
      console.error(`Leadlight: ${status}, wrong write key or origin`)
    }
    const backoff = 1 + Math.random() * Math.min(MAX_BACKOFF_S, 2 ** failures++)
    blockedUntil = performance.now() + 1_000 * Math.max(backoff, retryAfter)
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
  const run = async () => {
    if (performance.now() >= blockedUntil && (queue.size || (!document.hidden && --rest < 0)))
      do await exchange(true)
      while (await deliver())
  }
  const start = () => {
    running = running.then(run)
    return running
  }
  const timer = setInterval(start, TICK_MS)

  const keep = (message: Message, busy = false) => {
    const size = new TextEncoder().encode(message.json).length
    const event = { ...message, size, busy, due: Number.NaN }
    enqueue(event)
    save(event.key, event)
  }
  for (const message of takeLastWords(storage)) keep(message)

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
      if (!leaveLastWords(storage, dying)) dying.forEach(() => void drop('unstored'))
      if (drops) storage[DROPPED] = writeMessage(drops)
      drops = undefined
    }),
    destroy: guard(() => {
      clearInterval(timer)
      queue.clear()
      database.close()
      if (name) indexedDB.deleteDatabase(name)
    }),
  }
}
