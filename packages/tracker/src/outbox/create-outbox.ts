import { HOLD_MS, LEASE_MS } from './claim-events.ts'
import { createEventStore } from './event-store.ts'
import type { Post } from './post.ts'
import type { StoredEvent } from './stored-event.ts'

/** Keeps events until the collector confirmed them. Nothing here throws or rejects. */
export interface Outbox {
  /** @param hold keeps it back until it is added again under the same key */
  add(event: Omit<StoredEvent, 'until'>, hold?: boolean): void
  /** Tries now to deliver what there is; resolves when that attempt ended, well or not. */
  flush(): Promise<void>
  /** Tries again soon: the page is back. */
  wake(): void
  /** Sends at once what there is, without waiting for anything. @param left the page may never come back */
  hide(left: boolean): void
  /** Deletes everything, in memory and on the device. */
  destroy(): void
}

/**
 * Events are gathered for this long before they are sent, in milliseconds. A form waits less, yet long enough for the page that it
 * leads to: then it travels with what is sent as this one is left.
 */
const GATHER_MS = 2_000
const GATHER_FORM_MS = 500

/** How often a visible page looks for events of pages that died, in milliseconds. */
const LOOK_MS = 5_000

/** Longest wait between attempts, jitter aside, and longest that a collector may ask for, in milliseconds. */
const MAX_BACKOFF_MS = 30_000
const MAX_RETRY_AFTER_MS = 3_600_000

/**
 * Most messages of a batch, and of all requests in flight, in bytes: the keepalive requests of a page share 64 KiB, other vendors'
 * beacons among them.
 */
const MAX_BATCH_BYTES = 47_000
const MAX_FLYING_BYTES = 58_000

const NEVER = Number.POSITIVE_INFINITY

/** Most events that are kept, on the device and by one page, and most bytes that one page keeps. */
const MAX_EVENTS = 10_000
const MAX_BYTES = 5_000_000

/**
 * Creates the outbox of one page.
 *
 * @param writeKey as JSON
 * @param database name of the database that it shares with other pages; undefined keeps events in memory only
 * @param signal aborts requests and stops the outbox
 */
export function createOutbox(
  post: Post,
  writeKey: string,
  database: string | undefined,
  signal: AbortSignal,
): Outbox {
  const store = database ? createEventStore(database) : undefined
  /** All that this page has to send, by key, about oldest first. */
  const queue = new Map<string, StoredEvent>()
  /** Keys of events that must not be sent now: held back, or in flight. */
  const busy = new Set<string>()
  let queuedBytes = 0
  let flyingBytes = 0
  /** Events given up since the last receipt, by reason. */
  let dropped: Record<string, number> | undefined
  /** Failures in a row. */
  let failures = 0
  /** No attempts before, except when the page is left; by `performance.now()`. Infinite when the write key is wrong. */
  let blockedUntil = 0
  /** Most messages in a batch: halved when one is refused as a whole. */
  let maxMessages = 1_000
  let timer: ReturnType<typeof setTimeout> | undefined
  let due = NEVER
  let running = Promise.resolve()

  const forget = (key: string) => {
    queuedBytes -= queue.get(key)?.size ?? 0
    queue.delete(key)
    busy.delete(key)
  }
  const count = (reason: string, number: number) => {
    dropped ??= {}
    dropped[reason] = (dropped[reason] ?? 0) + number
  }
  const finish = (batch: StoredEvent[], lostBy?: string) => {
    for (const { key } of batch) {
      forget(key)
      store?.save(key)
      if (lostBy) count(lostBy, 1)
    }
  }
  /** Gives up the oldest events, but never a form, as long as there are too many. */
  const shrink = (isTooMuch: () => boolean) => {
    for (const event of queue.values()) {
      if (!isTooMuch()) return
      if (!event.form && !busy.has(event.key)) finish([event], 'full')
    }
  }
  const enqueue = (event: StoredEvent) => {
    forget(event.key)
    queue.set(event.key, event)
    queuedBytes += event.size
    shrink(() => queue.size > MAX_EVENTS || queuedBytes > MAX_BYTES)
  }

  /** Learns from the device what other pages left, took over, or got confirmed. */
  const merge = async () => {
    const claim = await store?.claim(queue)
    if (!claim || signal.aborted) return
    const { mine, upTo } = claim
    for (const key of [...queue.keys()]) if (key <= upTo && store?.has(key) && !mine.has(key)) forget(key)
    for (const [key, event] of mine) {
      const known = queue.get(key)
      if (known) known.until = event.until
      else enqueue(event)
    }
    shrink(() => claim.count-- > MAX_EVENTS)
  }

  const nextBatch = () => {
    const batch: StoredEvent[] = []
    let room = Math.min(MAX_BATCH_BYTES, MAX_FLYING_BYTES - flyingBytes)
    for (const event of queue.values()) {
      const fits = event.size < room && event.head === (batch[0] ?? event).head && batch.length < maxMessages
      if (fits && !busy.has(event.key)) {
        room -= event.size + 1
        batch.push(event)
      }
    }
    return batch
  }

  /** Sends a batch; tells whether to go on with the next. */
  const deliver = async (batch: StoredEvent[]): Promise<boolean> => {
    const reported = dropped
    dropped = undefined
    let bytes = 0
    for (const { key, size } of batch) {
      busy.add(key)
      bytes += size + 1
    }
    flyingBytes += bytes
    const context =
      (reported ? `,"dropped":${JSON.stringify(reported)}` : '') +
      (store?.failed() ? ',"outbox":"memory"' : '')
    const { status, success, retryAfter } = await post(
      `{"writeKey":${writeKey},"sentAt":"${new Date().toISOString()}",${batch[0]?.head}${context}},"batch":[${batch
        .map(({ json }) => json)
        .join()}]}`,
      signal,
    )
    flyingBytes -= bytes
    for (const { key } of batch) busy.delete(key)
    if (signal.aborted) return false
    if (success) {
      finish(batch)
      failures = blockedUntil = 0
      maxMessages *= 2
      return true
    }
    for (const reason in reported) count(reason, reported[reason] ?? 0)
    if (status === 413 || (status === 400 && success === false)) {
      if (!batch[1]) finish(batch, status === 413 ? 'too large' : 'refused')
      maxMessages = (batch.length + 1) >> 1
      return true
    }
    const isKeyWrong = status === 401 || status === 403
    if (isKeyWrong) console.error(`Leadlight: the collector answered ${status}: wrong write key or origin.`)
    const backoff = 1_000 + Math.random() * Math.min(MAX_BACKOFF_MS, 1_000 * 2 ** failures++)
    const wait = Math.max(backoff, Math.min(MAX_RETRY_AFTER_MS, 1_000 * (retryAfter ?? 0)))
    blockedUntil = isKeyWrong ? NEVER : performance.now() + wait
    unschedule()
    return false
  }

  const run = async () => {
    for (let more = !signal.aborted; more; ) {
      await merge()
      const batch = nextBatch()
      more = !!batch[0] && (await deliver(batch))
    }
    if (failures || document.visibilityState === 'visible') schedule(failures ? 0 : LOOK_MS)
  }
  const start = () => {
    unschedule()
    running = running.then(run).catch(() => {})
    return running
  }
  const unschedule = () => {
    clearTimeout(timer)
    due = NEVER
  }
  const schedule = (delay: number) => {
    const at = Math.max(performance.now() + delay, blockedUntil)
    if (at >= due || signal.aborted) return
    clearTimeout(timer)
    due = at
    timer = setTimeout(start, at - performance.now())
  }
  /** Sends in parallel what the quota of keepalive allows. */
  const sendAll = () => {
    for (let batch = nextBatch(); batch[0] && blockedUntil < NEVER; batch = nextBatch()) {
      deliver(batch)
    }
  }

  schedule(GATHER_MS)
  return {
    add(made, hold) {
      if (signal.aborted) return
      const event = { ...made, until: Date.now() + (hold ? HOLD_MS : LEASE_MS) }
      enqueue(event)
      store?.save(event.key, event)
      if (hold) busy.add(event.key)
      else if (failures || document.visibilityState === 'visible')
        schedule(event.form ? GATHER_FORM_MS : GATHER_MS)
      else queueMicrotask(sendAll)
    },
    flush() {
      blockedUntil = 0
      return start()
    },
    wake: () => schedule(0),
    hide(left) {
      sendAll()
      // Whoever comes next may take over what no receipt will be read for.
      const now = Date.now()
      if (left)
        for (const event of queue.values())
          if (event.until > now) store?.save(event.key, { ...event, until: 0 })
    },
    destroy() {
      queue.clear()
      unschedule()
      store?.destroy()
    },
  }
}
