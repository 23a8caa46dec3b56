import { RefusedError } from '../http/refused-error.ts'
import type { Sender } from '../keys.ts'
import { type BodyBudget, createBodyBudget } from './create-body-budget.ts'
import { createQueue } from './create-queue.ts'
import { limitedNetwork } from './limited-network.ts'
import { overloaded } from './overloaded.ts'
import { createTokenBuckets, type Rate } from './token-buckets.ts'

/** Limits on what a collector accepts. Senders above a limit are told when to retry. */
export interface LimitOptions {
  /**
   * Requests from one public IP address, or IPv6 network: by default 200 per second with a burst of 2,000; false for no
   * limit. Addresses are held in memory only.
   */
  perAddress?: Rate | false | undefined
  /**
   * Events with one write key: by default 10,000 per second with a burst of 100,000; false for no limit. Secret keys are
   * not limited.
   */
  perKey?: Rate | false | undefined
  /** Bytes of requests that were read and wait to be stored; default 8 MiB. */
  queuedBytes?: number | undefined
  /** Requests that were read and wait to be stored; default 5,000. */
  queuedRequests?: number | undefined
  /**
   * Bytes of incomplete request bodies, over all requests without a secret key; default 32 MiB. A server in front that limits
   * them itself gives its own figures for the metrics, or false.
   */
  unfinishedBytes?: number | false | UnfinishedBodies | undefined
}

/** Request bodies that are being read. */
export interface UnfinishedBodies {
  /** Bytes that they hold. */
  readonly held: number
  /** How many were aborted so far, because memory ran out. */
  readonly cut: number
}

/** Enforces the limits. */
export interface Limits {
  /**
   * Takes a token for a request from this address.
   *
   * @throws RefusedError 429
   */
  admitAddress(ip: string | null): void
  /**
   * Takes tokens for events with this write key.
   *
   * @throws RefusedError 429
   */
  admitEvents(writeKey: string | null, sender: Sender, count: number): void
  /**
   * Checks that the queue is not full, before a request is read.
   *
   * @throws RefusedError 503
   */
  admitRequest(): void
  /**
   * Runs work as soon as the queue lets it.
   *
   * @param bytes size of the request
   * @throws RefusedError 503 when the queue is full
   */
  queue<Result>(bytes: number, work: () => Promise<Result>): Promise<Result>
  /** The current length of the queue. */
  queued(): { requests: number; bytes: number }
  /** The memory budget of bodies that are being read. */
  bodies: BodyBudget
  /** What is known of these bodies, here or in a server in front. */
  unfinished: UnfinishedBodies
}

/**
 * Bytes of requests that are parsed and stored at a time: enough for large commits, and few enough that the parsed
 * objects fit a small machine. Other requests wait unparsed.
 */
const BYTES_AT_ONCE = 512 * 1024

/**
 * Creates limits.
 *
 * @param now milliseconds of any clock
 */
export function createLimits(options: LimitOptions, now: () => number): Limits {
  const {
    perAddress = { perSecond: 200, burst: 2_000 },
    perKey = { perSecond: 10_000, burst: 100_000 },
    queuedBytes = 8 * 1024 * 1024,
    queuedRequests = 5_000,
    unfinishedBytes = 32 * 1024 * 1024,
  } = options
  const addresses = perAddress === false ? null : createTokenBuckets(perAddress, now)
  const keys = perKey === false ? null : createTokenBuckets(perKey, now)
  const queue = createQueue(BYTES_AT_ONCE)
  let cut = 0
  const mostUnfinished = typeof unfinishedBytes === 'number' ? unfinishedBytes : Number.POSITIVE_INFINITY
  const bodies = createBodyBudget(mostUnfinished, () => {
    cut += 1
  })
  const own: UnfinishedBodies = {
    get held() {
      return bodies.held
    },
    get cut() {
      return cut
    },
  }

  const admitRequest = (more = 0) => {
    if (queue.length >= queuedRequests || queue.bytes + more > queuedBytes) throw overloaded()
  }
  return {
    admitAddress(ip) {
      const network = ip === null ? null : limitedNetwork(ip)
      if (addresses === null || network === null) return
      const wait = addresses.take(network, 1)
      if (wait > 0) throw tooMany('too_many_requests', 'requests from this address', wait)
    },
    admitEvents(writeKey, sender, count) {
      if (keys === null || sender.trusted || writeKey === null) return
      const wait = keys.take(writeKey, count)
      if (wait > 0) throw tooMany('too_many_events', 'events with this write key', wait)
    },
    admitRequest: () => admitRequest(),
    queued: () => ({ requests: queue.length, bytes: queue.bytes }),
    bodies,
    unfinished: typeof unfinishedBytes === 'object' ? unfinishedBytes : own,
    async queue(size, work) {
      // A request larger than the whole queue is accepted when the queue is empty.
      if (queue.length > 0) admitRequest(size)
      return await queue.run(size, work)
    },
  }
}

function tooMany(code: string, what: string, wait: number): RefusedError {
  const seconds = Math.max(1, Math.ceil(wait))
  return new RefusedError(429, code, `Too many ${what}: send the same again in ${seconds} s.`, seconds)
}
