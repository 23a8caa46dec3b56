import type { Emit } from '../create-emitter.ts'
import { guard } from '../guard.ts'
import type { TextStorage } from '../visitor.ts'
import { wait } from '../wait.ts'
import { sizeOf } from '../write-message.ts'
import { createEventStore } from './create-event-store.ts'
import { createSender } from './create-sender.ts'
import { saveLeftovers, takeLeftovers } from './leftovers.ts'
import { oneAtATime } from './one-at-a-time.ts'
import type { Outbox } from './outbox.ts'
import type { Answer } from './post.ts'
import type { Report } from './report.ts'
import { retryDelay } from './retry-delay.ts'
import type { Message, StoredEvent } from './stored-event.ts'
import { writeBatch } from './write-batch.ts'

/** Interval between attempts to send, and to read the database, in milliseconds. */
const TICK_MS = 2_000

/** Longest wait for the database before events are sent from memory, in milliseconds. */
const PATIENCE_MS = 1_000

/** Most bytes of messages in memory, form submissions aside. */
const MAX_BYTES = 8_000_000

/** How often room is made: that many of the largest messages are 8 MB, too. */
const EVENTS_BETWEEN = 256

/**
 * Creates the outbox of a page: its events in memory, the sender that delivers them, and the database that keeps them meanwhile, and
 * from where other pages take them over should this one die.
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
  /** The events that this page sends, by key; roughly oldest first. */
  const events = new Map<string, StoredEvent>()
  const report: Report = {}
  /** Consecutive failures. */
  let failures = 0
  /** Time before which only `hide` and `leave` send, as in `performance.now()`. */
  let blockedUntil = 0

  const store = createEventStore(events, name, report, signal)
  /** Whether a transaction waits for this page to read; those behind it are lost if the page is unloaded now. */
  let isReading = false
  // Queries that pile up make a slow database slower.
  const lease = oneAtATime(async () => {
    isReading = true
    await store.lease()
    isReading = false
  })

  const countDrops = (reason: string | number, count = 1) => {
    // Replaced, so that `deliver` can tell whether it is still what it has sent.
    report.dropped = { ...report.dropped, [reason]: (report.dropped?.[reason] ?? 0) + count }
  }

  /** Removes an event that was confirmed or, with a reason, dropped. */
  const finish = (event: StoredEvent, reason?: string | number) => {
    events.delete(event.key)
    store.write(event.key)
    emit(reason ? 'dropped' : 'sent', event.json, reason)
    if (reason) countDrops(reason)
  }

  /** Drops the oldest events until the others fit; those that are stored already only leave memory. */
  const makeRoom = () => {
    let excess = -MAX_BYTES
    for (const { size } of events.values()) excess += size
    for (const event of events.values())
      if (excess > 0 && !event.form) {
        excess -= event.size
        if (!event.due) finish(event, 'full')
        events.delete(event.key)
      }
  }

  const deliver = async (batch: StoredEvent[]): Promise<Answer> => {
    const { dropped } = report
    const answer = await post(writeBatch(batch, clock(), report))
    if (answer.success) {
      failures = blockedUntil = 0
      if (report.dropped === dropped) report.dropped = undefined
    }
    return answer
  }
  const sendNext = createSender(events, deliver, finish, ({ status, retryAfter = 0 }) => {
    emit('error', { status })
    const delay = retryDelay(retryAfter, failures++)
    blockedUntil = performance.now() + delay
    // Timers may fire slightly early.
    setTimeout(tick, delay + 10)
  })
  const hide = () => {
    while (!signal.aborted && sendNext());
  }

  /** Takes over events from the database, and sends until none is left or an attempt fails. */
  const tick = oneAtATime(async () => {
    if (signal.aborted || performance.now() < blockedUntil) return
    do if (await Promise.race([lease(), wait(PATIENCE_MS, true)])) report.outbox = 'memory'
    while (!signal.aborted && (await sendNext()))
  })
  const timer = setInterval(tick, TICK_MS)

  const put = (message: Message, busy = false) => {
    const held = events.get(message.key)
    // Most held events are released as they were stored: that needs no other transaction.
    if (held?.json === message.json) held.busy = busy
    else {
      // In the place of the one that was held.
      events.set(message.key, { ...message, due: Number.NaN, busy, size: sizeOf(message.json) })
      store.write(message.key)
    }
    if (events.size % EVENTS_BETWEEN === 0) makeRoom()
  }
  takeLeftovers(storage, put, report)

  return {
    add(message, hold) {
      put(message, hold)
      if (!hold && document.hidden && !failures) queueMicrotask(hide)
    },
    flush() {
      blockedUntil = 0
      return tick()
    },
    hide,
    leave: guard(() => {
      hide()
      // Those in flight are lost only if requests fail, or the transaction that stores them, as WebKit aborts it.
      const isRisky =
        isReading || !store.isOpen() || failures || !navigator.onLine || /^Apple/.test(navigator.vendor)
      const unstored = [...events.values()].filter(({ busy, due }) => !due && (isRisky || !busy))
      // Once, however often this is called.
      for (const event of unstored) event.due = Infinity
      try {
        saveLeftovers(storage, unstored, report)
      } catch {
        countDrops('unstored', unstored.length)
        saveLeftovers(storage, [], report)
      }
    }),
    destroy() {
      clearInterval(timer)
      events.clear()
    },
  }
}
