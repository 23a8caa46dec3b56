import { uniqueId } from '../unique-id.ts'
import { HOLD_MS, LEASE_MS } from './claim-events.ts'
import { createEventStore } from './event-store.ts'
import type { Post } from './post.ts'
import type { StoredEvent } from './stored-event.ts'

/** A message ready to be sent, and what its batch says for it. */
export type Message = Pick<StoredEvent, 'key' | 'json' | 'head' | 'size' | 'form'>

/** Keeps events until the collector confirmed them. Nothing here throws or rejects. */
export interface Outbox {
  /** @param held keeps it back until it is added again under the same key */
  add(message: Message, held?: boolean): void
  /** Tries now to deliver what there is; resolves when that attempt ended, well or not. */
  flush(): Promise<void>
  /** Tries again soon: the page is back, or the network. */
  wake(): void
  /** Sends at once what there is, without waiting for anything. @param left the page may never come back */
  hide(left: boolean): void
  /** Deletes everything, in memory and on the device. */
  destroy(): void
}

/** What an outbox works with. */
export interface OutboxOptions {
  post: Post
  /** Beginning of a batch's JSON, up to `sentAt`. */
  writeKey: string
  /** Name of the database; undefined keeps events in memory only. */
  database: string | undefined
  /** Aborts requests and stops the outbox. */
  signal: AbortSignal
}

/** Events are gathered for this long before they are sent, in milliseconds. */
const GATHER_MS = 2_000

/** How often a visible page looks for events of pages that died, in milliseconds. */
const LOOK_MS = 5_000

/** Longest wait between attempts, in milliseconds, jitter aside. */
const MAX_BACKOFF_MS = 30_000

/** Longest wait that a collector may ask for, in milliseconds. */
const MAX_RETRY_AFTER_MS = 3_600_000

/** Largest batch, and most in flight, in bytes: all keepalive requests of a page share 64 KiB, other vendors' too. */
const MAX_BATCH_BYTES = 48_000
const MAX_FLIGHT_BYTES = 60_000
const MAX_FLIGHTS = 8

/** Most events and bytes that one page keeps. */
const MAX_EVENTS = 10_000
const MAX_BYTES = 5_000_000

/** Allowed for a batch's own JSON around its messages, in bytes. */
const ENVELOPE_BYTES = 1_000

/** Creates the outbox of one page. Several pages share the events that are on the device. */
export function createOutbox({ post, writeKey, database, signal }: OutboxOptions): Outbox {
  const owner = uniqueId()
  const store = database ? createEventStore(database, owner) : undefined
  /** All that this page has to send, by key, about oldest first. */
  const queue = new Map<string, StoredEvent>()
  const held = new Set<string>()
  const flying = new Set<string>()
  /** Made since the last run began: they wait for the next one, so that events of the same moment travel together. */
  const fresh = new Set<string>()
  let queuedBytes = 0
  let flyingBytes = 0
  let flights = 0
  /** Events given up since the last receipt, by reason. */
  let dropped: Record<string, number> = {}
  /** Failures in a row. */
  let failures = 0
  let blockedUntil = 0
  /** Most messages in a batch: halved when one is refused as a whole. */
  let maxMessages = 1_000
  /** The write key is wrong: no use to go on while this page lives. */
  let refused = false
  let timer: ReturnType<typeof setTimeout> | undefined
  let due = Number.POSITIVE_INFINITY
  let running = Promise.resolve()

  const forget = (key: string) => {
    queuedBytes -= queue.get(key)?.size ?? 0
    queue.delete(key)
    held.delete(key)
  }
  const drop = (key: string, reason: string) => {
    dropped[reason] = (dropped[reason] ?? 0) + 1
    forget(key)
    store?.remove(key)
  }
  const enqueue = (event: StoredEvent) => {
    forget(event.key)
    queue.set(event.key, event)
    queuedBytes += event.size
    if (queue.size <= MAX_EVENTS && queuedBytes <= MAX_BYTES) return
    for (const { key, form } of queue.values()) {
      if (!form && !flying.has(key)) return drop(key, 'full')
    }
  }

  const merge = async () => {
    const claim = await store?.claim()
    if (!claim || signal.aborted) return
    for (const key of claim.dropped) drop(key, 'full')
    for (const key of [...queue.keys()]) {
      if (key <= claim.upTo && store?.has(key) && !claim.mine.has(key)) forget(key)
    }
    for (const [key, event] of claim.mine) {
      const known = queue.get(key)
      if (known) known.until = event.until
      else enqueue(event)
    }
  }

  /** Events that fit into one request. */
  const nextBatch = (except?: Set<string>, room = MAX_BATCH_BYTES) => {
    const batch: StoredEvent[] = []
    let size = ENVELOPE_BYTES
    for (const event of queue.values()) {
      const fits =
        size + event.size < room && batch.length < maxMessages && event.head === (batch[0] ?? event).head
      if (fits && !except?.has(event.key) && !flying.has(event.key) && !held.has(event.key)) {
        size += event.size + 1
        batch.push(event)
      }
    }
    return { batch, size }
  }

  /** Sends a batch; whether it makes sense to go on with the next. */
  const deliver = async ({ batch, size }: ReturnType<typeof nextBatch>): Promise<boolean> => {
    const reported = dropped
    const loss = Object.keys(dropped)[0] ? `,"dropped":${JSON.stringify(dropped)}` : ''
    const memory = store?.failed() ? ',"outbox":"memory"' : ''
    dropped = {}
    flights++
    flyingBytes += size
    for (const { key } of batch) flying.add(key)

    const { status, success, retryAfter } = await post(
      `{"writeKey":${JSON.stringify(writeKey)},"sentAt":"${new Date().toISOString()}",${batch[0]?.head}${loss}${memory}},"batch":[${batch.map(({ json }) => json).join()}]}`,
      signal,
    )

    flights--
    flyingBytes -= size
    for (const { key } of batch) flying.delete(key)
    if (signal.aborted) return false
    if (success) {
      for (const { key } of batch) {
        forget(key)
        store?.remove(key)
      }
      failures = 0
      maxMessages *= 2
      return true
    }
    for (const [reason, count] of Object.entries(reported)) dropped[reason] = (dropped[reason] ?? 0) + count
    if (status === 413 || (status === 400 && success === false)) {
      maxMessages = batch.length >> 1
      if (maxMessages) return true
      maxMessages = 1
      for (const { key } of batch) drop(key, status === 413 ? 'too large' : 'refused')
      return true
    }
    if (status === 401 || status === 403) {
      refused = true
      console.error(
        `Leadlight: the collector answered ${status}. Check the write key and the allowed origins.`,
      )
    }
    const backoff = 1_000 + Math.random() * Math.min(MAX_BACKOFF_MS, 1_000 * 2 ** failures++)
    blockedUntil = performance.now() + Math.max(backoff, Math.min(retryAfter ?? 0, MAX_RETRY_AFTER_MS))
    unschedule()
    return false
  }

  /** Sends, one batch after the other, what was there when it began. */
  const run = async () => {
    fresh.clear()
    let more = !refused && !signal.aborted
    while (more) {
      await merge()
      const next = nextBatch(fresh)
      more = next.batch.length > 0 && (await deliver(next))
    }
    if (failures || document.visibilityState === 'visible') schedule(failures ? 0 : LOOK_MS)
  }
  const unschedule = () => {
    clearTimeout(timer)
    due = Number.POSITIVE_INFINITY
  }
  const start = () => {
    unschedule()
    running = running.then(run, run)
    return running
  }
  const schedule = (delay: number) => {
    const at = Math.max(performance.now() + delay, blockedUntil)
    if (at >= due || refused || signal.aborted) return
    clearTimeout(timer)
    due = at
    timer = setTimeout(start, at - performance.now())
  }
  /** Sends everything in parallel, as far as the quota of keepalive goes. */
  const sendAll = () => {
    while (!refused && flights < MAX_FLIGHTS) {
      const next = nextBatch(undefined, Math.min(MAX_BATCH_BYTES, MAX_FLIGHT_BYTES - flyingBytes))
      if (!next.batch.length) return
      deliver(next)
    }
  }

  schedule(GATHER_MS)
  return {
    add(message, hold) {
      if (signal.aborted) return
      const event = { ...message, owner, until: Date.now() + (hold ? HOLD_MS : LEASE_MS) }
      enqueue(event)
      fresh.add(event.key)
      if (hold) held.add(event.key)
      store?.save(event)
      if (hold) return
      if (document.visibilityState === 'visible') schedule(event.form ? 0 : GATHER_MS)
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
      if (left) for (const event of queue.values()) if (event.until > now) store?.save({ ...event, until: 0 })
    },
    destroy() {
      queue.clear()
      clearTimeout(timer)
      store?.destroy()
    },
  }
}
