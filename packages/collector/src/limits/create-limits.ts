import { RefusedError } from '../http/refused-error.ts'
import type { Sender } from '../keys.ts'
import { type BodyRoom, createBodyRoom } from './create-body-room.ts'
import { createQueue } from './create-queue.ts'
import { limitedNetwork } from './limited-network.ts'
import { overloaded } from './overloaded.ts'
import { createTokenBuckets, type Rate } from './token-buckets.ts'

/** How much a collector takes in. Whoever sends more is told to come back later. */
export interface LimitOptions {
  /**
   * Requests from one public IP address, or IPv6 network; 200 a second unless given, 2,000 at once; false for any number.
   * Addresses are held in memory only.
   */
  perAddress?: Rate | false
  /**
   * Events with one write key; 10,000 a second unless given, 100,000 at once; false for any number. Secret keys are not
   * limited.
   */
  perKey?: Rate | false
  /** Bytes of requests that were read and wait to be stored; 8 MiB unless given. */
  queuedBytes?: number
  /** Requests that were read and wait to be stored; 5,000 unless given. */
  queuedRequests?: number
  /**
   * Bytes of bodies that have not come in whole, over all requests of others than holders of a secret key; 32 MiB unless given.
   * False where the server in front counts them itself.
   */
  unfinishedBytes?: number | false
}

/** Refuses what is too much. */
export interface Limits {
  /** @throws RefusedError 429 */
  admitAddress(ip: string | null): void
  /** @throws RefusedError 429 */
  admitEvents(writeKey: string | null, sender: Sender, count: number): void
  /** To be asked before a request is read. @throws RefusedError 503 */
  admitRequest(): void
  /**
   * Does work with a place in the queue.
   *
   * @param bytes of the request
   * @throws RefusedError 503 when the queue is full
   */
  queue<Result>(bytes: number, work: () => Promise<Result>): Promise<Result>
  /** What waits in the queue now. */
  queued(): { requests: number; bytes: number }
  /** Room for bodies that are being read. */
  bodies: BodyRoom
}

const defaults = {
  perAddress: { perSecond: 200, burst: 2_000 },
  perKey: { perSecond: 10_000, burst: 100_000 },
  queuedBytes: 8 * 1024 * 1024,
  queuedRequests: 5_000,
  unfinishedBytes: 32 * 1024 * 1024,
} as const

/**
 * Requests that are taken apart and stored at a time, in bytes: enough for large commits, and little enough, once it is
 * objects, for a small machine. The others wait as they came.
 */
const BYTES_AT_ONCE = 512 * 1024

/**
 * Makes limits.
 *
 * @param now milliseconds of any clock
 * @param onCut told of each body that is not waited for because there is no room
 */
export function createLimits(options: LimitOptions, now: () => number, onCut?: () => void): Limits {
  const { perAddress, perKey, queuedBytes, queuedRequests, unfinishedBytes } = { ...defaults, ...options }
  const addresses = perAddress === false ? null : createTokenBuckets(perAddress, now)
  const keys = perKey === false ? null : createTokenBuckets(perKey, now)
  const queue = createQueue(BYTES_AT_ONCE)

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
    bodies: createBodyRoom(unfinishedBytes === false ? Number.POSITIVE_INFINITY : unfinishedBytes, onCut),
    async queue(size, work) {
      // One request that is larger than the whole queue finds its place when it is empty.
      if (queue.length > 0) admitRequest(size)
      return await queue.run(size, work)
    },
  }
}

function tooMany(code: string, what: string, wait: number): RefusedError {
  const seconds = Math.max(1, Math.ceil(wait))
  return new RefusedError(429, code, `Too many ${what}: send the same again in ${seconds} s.`, seconds)
}
