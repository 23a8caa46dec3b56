import type { Emit } from '../create-emitter.ts'
import { guard } from '../guard.ts'
import type { TextStorage } from '../visitor.ts'
import { wait } from '../wait.ts'
import { pickBatch, writeBatch } from './batch.ts'
import { createDropCount } from './drop-count.ts'
import { leaveLastWords, takeLastWords } from './last-words.ts'
import { lookAround } from './look-around.ts'
import { openDatabase } from './open-database.ts'
import type { Answer } from './post.ts'
import type { StoredEvent } from './stored-event.ts'

/** Keeps events until the collector confirmed them. Nothing here throws or rejects. */
export interface Outbox {
  /** @param hold keeps it back until it is added again under the same key */
  add(event: StoredEvent, hold?: boolean): void
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
const GRACE_MS = 7_000

/** Some browsers open a database and never say so, in milliseconds. */
const PATIENCE_MS = 1_000

/** Ticks that a page with nothing to send leaves out after it saw nothing of others: until what it missed is due. */
const REST_TICKS = 3

/** Longest wait between attempts, but for a collector that asks for more, in seconds. */
const MAX_BACKOFF_S = 30

/** Most bytes of messages in flight: keepalive requests of a page share 64 KiB, other vendors' beacons too. */
const MAX_FLYING_BYTES = 48_000

/** Most bytes of messages that one page keeps, besides forms. */
const MAX_BYTES = 8_000_000

/**
 * Creates the outbox of one page. It sends its own events from memory, and writes them to the database beside; what stays there
 * longer than the page should need, any other page takes over by giving it a new `due` time, in one transaction. That does what a
 * Web Lock would, but also on plain http and while a frozen page holds on; and a page that holds a lock when it is left cannot
 * enter the back/forward cache.
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
  const drops = createDropCount(storage)
  const isWebKit = /^Apple/.test(navigator.vendor)
  /** All that this page has to send, by key, about oldest first. */
  const queue = new Map<string, StoredEvent>()
  /** Keys of events that must not be sent now: held back, or in flight. */
  const busy = new Set<string>()
  /** What the next transaction writes; undefined removes. */
  let changes = new Map<string, StoredEvent | undefined>()
  /** Transactions under way. */
  let writing = 0
  /** `memory` while IndexedDB refuses. */
  let outbox: string | undefined
  let keptBytes = 0
  let flyingBytes = 0
  /** Ticks until the next look at what others left. */
  let rest = 0
  /** Failures in a row. */
  let failures = 0
  /** No attempts before, except when the page is left; by `performance.now()`. */
  let blockedUntil = 0
  /** Most messages in a batch: halved when one is refused as a whole, none when the write key is wrong. */
  let maxMessages = 1_000
  let running = Promise.resolve()

  const forget = (key: string) => {
    keptBytes -= queue.get(key)?.size ?? 0
    queue.delete(key)
    busy.delete(key)
  }
  const save = (key: string, event?: StoredEvent) => {
    changes.set(key, event)
    // What comes while a transaction runs goes with the next one; forms and last words cannot wait.
    queueMicrotask(() => {
      if (changes.size && (event?.form || document.hidden || !(writing || outbox))) exchange()
    })
  }
  /** The collector has it, or it is given up for that reason. */
  const finish = ({ key, json }: StoredEvent, reason?: string | number) => {
    forget(key)
    save(key)
    emit(reason ? 'dropped' : 'sent', json, reason)
    if (reason) drops.add(reason, 1)
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

  /** Writes all changes in one transaction. @param look learns as well what other pages left, took over, or got confirmed */
  const exchange = async (look?: boolean): Promise<void> => {
    if (!name || signal.aborted) return changes.clear()
    const written = changes
    const now = Date.now()
    const due = now + GRACE_MS
    const isForm = [...written.values()].some((event) => event?.form)
    let isLate = false
    changes = new Map()
    writing++
    try {
      const done = database.transact(isForm ? 'strict' : 'relaxed', async (events) => {
        if (isLate) return
        for (const [key, event] of written) event ? events.put({ ...event, due }, key) : events.delete(key)
        // A page that is torn down would take an uncommitted transaction along.
        if (!look) return events.transaction.commit?.()
        const { adopted, gone, hasOthers } = await lookAround(events, queue, now, due)
        rest = hasOthers ? 0 : REST_TICKS
        gone.forEach(forget)
        adopted.forEach(enqueue)
      })
      const late = wait(PATIENCE_MS).then(() => {
        isLate = true
        throw name
      })
      await Promise.race([done, late])
      for (const event of written.values()) if (event) event.due = due
      outbox = undefined
    } catch {
      changes = new Map([...written, ...changes])
      outbox = 'memory'
    }
    writing--
    if (changes.size && !outbox) exchange()
  }

  /** Sends the oldest events that may go; resolves to whether to go on with the next. Undefined when there are none. */
  const deliver = () => {
    const batch = pickBatch(queue.values(), busy, maxMessages, MAX_FLYING_BYTES - flyingBytes)
    const [first] = batch
    if (!first || signal.aborted) return
    for (const { key, size } of batch) {
      flyingBytes += size
      busy.add(key)
    }
    const dropped = drops.read()
    return post(writeBatch(batch, clock(), { dropped, outbox })).then(
      ({ status, success, retryAfter = 0 }) => {
        for (const { key, size } of batch) {
          flyingBytes -= size
          busy.delete(key)
        }
        if (success) {
          for (const event of batch) finish(event)
          drops.confirm(dropped)
          failures = blockedUntil = 0
          maxMessages *= 2
          return true
        }
        if (status === 413 || (status === 400 && success === false)) {
          if (!batch[1]) finish(batch[0] as StoredEvent, status)
          maxMessages = (batch.length + 1) >> 1
          return true
        }
        emit('error', { status })
        if (status === 401 || status === 403) {
          maxMessages = 0
          console.error(`Leadlight: ${status}, wrong write key or origin`)
        }
        const backoff = 1 + Math.random() * Math.min(MAX_BACKOFF_S, 2 ** failures++)
        blockedUntil = performance.now() + 1_000 * Math.max(backoff, retryAfter)
        return false
      },
    )
  }
  const hide = () => {
    while (deliver());
    if (changes.size) exchange()
  }
  const run = async () => {
    if (signal.aborted || performance.now() < blockedUntil) return
    if (queue.size || (!document.hidden && --rest < 0)) await exchange(true)
    while (await deliver());
  }
  const start = () => {
    running = running.then(run)
    return running
  }
  const timer = setInterval(start, TICK_MS)

  const keep = (event: StoredEvent) => {
    enqueue(event)
    save(event.key, event)
  }
  for (const event of takeLastWords(storage)) keep(event)

  return {
    add(event, hold) {
      if (signal.aborted) return
      keep(event)
      if (hold) busy.add(event.key)
      else if (document.hidden && !failures) queueMicrotask(hide)
    },
    flush() {
      blockedUntil = rest = 0
      return start()
    },
    hide,
    leave: guard(() => {
      hide()
      // What is not in the database dies with the page, unless it is on its way; WebKit gives up what is being written.
      const dying = [...queue.values()].filter(
        ({ key, due }) => !due && (isWebKit || failures || !busy.has(key)),
      )
      if (!leaveLastWords(storage, dying)) drops.add('unstored', dying.length)
      drops.leave()
    }),
    destroy: guard(() => {
      clearInterval(timer)
      queue.clear()
      database.close()
      if (name) indexedDB.deleteDatabase(name)
    }),
  }
}
