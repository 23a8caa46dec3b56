import type { Emit } from '../create-emitter.ts'
import { guard } from '../guard.ts'
import type { TextStorage } from '../visitor.ts'
import { wait } from '../wait.ts'
import { sizeOf } from '../write-message.ts'
import { createEventStore } from './create-event-store.ts'
import { createSender } from './create-sender.ts'
import { excessEvents } from './excess-events.ts'
import { saveLeftovers, takeLeftovers } from './leftovers.ts'
import { oneAtATime } from './one-at-a-time.ts'
import type { Outbox } from './outbox.ts'
import type { Answer } from './post.ts'
import { countDropped, type Report } from './report.ts'
import { retryDelay } from './retry-delay.ts'
import type { Message, StoredEvent } from './stored-event.ts'
import { writeBatch } from './write-batch.ts'

/** Interval between attempts to send, and to read the database, in milliseconds. */
const TICK_MS = 2_000

/** Longest wait for the database before events are sent from memory, in milliseconds. */
const PATIENCE_MS = 1_000

/** How often room is made: that many of the largest messages are 8 MB, too. */
const EVENTS_BETWEEN = 256

/**
 * Creates the outbox of a page: three places keep an event until the collector has confirmed it, or it is dropped, which is reported.
 * `finish` alone ends it.
 *
 * - memory, for this page to send; it may leave when the database has it
 * - the database, from where any page takes it over when it could not be sent, or its page died
 * - `storage`, when the page is left before the database has it, for the next page
 *
 * So an event may be sent twice; the collector counts it once.
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
  /** The events in memory, by key; roughly oldest first. */
  const events = new Map<string, StoredEvent>()
  const report: Report = {}
  const store = createEventStore(events, name, report, signal)
  /** Consecutive failures. */
  let failures = 0
  /** Time before which only `hide` and `leave` send, as in `performance.now()`. */
  let blockedUntil = 0

  /** Keeps an event; in the place of the one with its key, if it was held. */
  const put = (message: Message, busy = false) => {
    const held = events.get(message.key)
    // Most held events are released as they were stored: that needs no other transaction.
    if (held?.json === message.json) held.busy = busy
    else {
      events.set(message.key, { ...message, due: Number.NaN, busy, size: sizeOf(message.json) })
      store.write(message.key)
    }
    if (events.size % EVENTS_BETWEEN === 0) makeRoom()
  }

  /** Removes an event that was confirmed or, with a reason, dropped. */
  const finish = (event: StoredEvent, reason?: string | number) => {
    events.delete(event.key)
    store.write(event.key)
    emit(reason ? 'dropped' : 'sent', event.json, reason)
    if (reason) countDropped(report, reason)
  }

  const makeRoom = () => {
    for (const event of excessEvents([...events.values()]))
      if (event.due) events.delete(event.key)
      else finish(event, 'full')
  }

  const deliver = async (batch: StoredEvent[]): Promise<Answer> => {
    const { dropped } = report
    const answer = await post(writeBatch(batch, clock(), report))
    if (answer.success) {
      failures = blockedUntil = 0
      // More may have been dropped meanwhile.
      if (report.dropped === dropped) report.dropped = undefined
    }
    // Of a batch that is refused, halves would be sent.
    return signal.aborted && !answer.success ? {} : answer
  }

  const backOff = ({ status, retryAfter = 0 }: Answer) => {
    emit('error', { status })
    const delay = retryDelay(retryAfter, failures++)
    blockedUntil = performance.now() + delay
    // Timers may fire slightly early.
    setTimeout(tick, delay + 10)
  }

  const sendNext = createSender(events, deliver, finish, backOff)

  /** Takes over events from the database, and sends until none is left or an attempt fails. */
  const tick = oneAtATime(async () => {
    if (signal.aborted || performance.now() < blockedUntil) return
    do if (await Promise.race([store.lease(), wait(PATIENCE_MS, true)])) report.outbox = 'memory'
    while (!signal.aborted && (await sendNext()))
  })

  /** Sends in this task what the quota lets. */
  const hide = () => {
    while (!signal.aborted && sendNext());
  }

  /** Saves what may be lost if the page is unloaded now. */
  const leave = () => {
    hide()
    // Those in flight are lost only if requests fail, or the transaction that stores them.
    const isRisky = failures || !navigator.onLine || !store.isReady()
    const unstored = [...events.values()].filter(({ busy, due }) => !due && (isRisky || !busy))
    // Once, however often this is called.
    for (const event of unstored) event.due = Infinity
    saveLeftovers(storage, unstored, report)
  }

  takeLeftovers(storage, put, report)
  const timer = setInterval(tick, TICK_MS)

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
    leave: guard(leave),
    destroy() {
      clearInterval(timer)
      events.clear()
    },
  }
}
