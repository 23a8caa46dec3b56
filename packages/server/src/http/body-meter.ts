import type { IncomingMessage, ServerResponse } from 'node:http'
import { rawRefusal } from './raw-refusal.ts'

/** How much bodies may hold that have not come in whole. */
export interface BodyBounds {
  /** Bytes over all connections. */
  bytes: number
  /** Bytes from one network, as `networkOf` names it. */
  bytesPerNetwork: number
  /** By what a sender is limited; null for one that is not. */
  networkOf: (incoming: IncomingMessage) => string | null
  /** Told of each body that is not waited for. */
  onCut?: () => void
}

/** Counts the bytes of bodies while they come in. */
export interface BodyMeter {
  /** Counts the body of a request from now on; to be called before anybody reads it. */
  watch(incoming: IncomingMessage, outgoing: ServerResponse): void
  /** Bytes of all bodies that have not come in whole. */
  readonly held: number
}

/** A body of which some has come. */
interface Body {
  held: number
  since: number
  network: string | null
  incoming: IncomingMessage
  outgoing: ServerResponse
}

/** What a piece takes besides its bytes: somebody may send them one by one. */
const PIECE_BYTES = 256
/** Whoever sends slower than this, in bytes a millisecond, has to give way when there is no room; and after how long. */
const FAST = 256
const GRACE_MS = 1_000

/**
 * Makes a meter. What comes with its head, or in one piece, is never counted. When there is no room, the body goes that has
 * held the most for the longest, if it is slow; otherwise the newest, which is told to come back.
 */
export function createBodyMeter({ bytes, bytesPerNetwork, networkOf, onCut }: BodyBounds): BodyMeter {
  const bodies = new Set<Body>()
  const perNetwork = new Map<string, number>()
  let held = 0

  const add = (body: Body, more: number) => {
    held += more
    body.held += more
    if (body.network === null) return
    const sum = (perNetwork.get(body.network) ?? 0) + more
    if (sum > 0) perNetwork.set(body.network, sum)
    else perNetwork.delete(body.network)
  }
  const release = (body: Body) => {
    if (bodies.delete(body)) add(body, -body.held)
  }
  const cut = (body: Body, status: 429 | 503) => {
    release(body)
    const { socket } = body.incoming
    // Behind the answer to an earlier request there is no place for one of ours.
    if (body.outgoing.socket === socket && !body.outgoing.headersSent) socket.write(rawRefusal(status))
    socket.destroySoon()
    onCut?.()
  }
  const makeRoom = () => {
    while (held > bytes) {
      const slow = heaviest(bodies)
      if (slow === undefined) return
      cut(slow, 503)
    }
  }
  const begin = (incoming: IncomingMessage, outgoing: ServerResponse): Body => {
    const body = { held: 0, since: performance.now(), network: networkOf(incoming), incoming, outgoing }
    bodies.add(body)
    outgoing.once('close', () => release(body))
    return body
  }
  /** Whether a piece may stay in memory; whose is too much is cut off. */
  const keep = (body: Body, size: number): boolean => {
    if (!bodies.has(body)) return false
    add(body, size + PIECE_BYTES)
    if (body.network !== null && (perNetwork.get(body.network) ?? 0) > bytesPerNetwork) cut(body, 429)
    makeRoom()
    if (held > bytes && bodies.has(body)) cut(body, 503)
    return bodies.has(body)
  }

  return {
    get held() {
      return held
    },
    watch(incoming, outgoing) {
      const { 'content-length': length, 'transfer-encoding': encoding } = incoming.headers
      if (encoding === undefined && (length === undefined || length === '0')) return
      let left = length === undefined || encoding !== undefined ? Number.POSITIVE_INFINITY : Number(length)
      let body: Body | undefined
      const { push } = incoming
      incoming.push = (piece, ...rest) => {
        left = piece === null ? 0 : left - piece.length
        // What comes after the answer is thrown away by whoever answered.
        const isOver = left <= 0 || outgoing.writableEnded
        if (!isOver) body ??= begin(incoming, outgoing)
        else if (body) release(body)
        const mayStay = isOver || body === undefined || keep(body, piece.length)
        return mayStay && push.call(incoming, piece, ...rest)
      }
    },
  }
}

/** Of those that are slow, the body that has held the most for the longest. */
function heaviest(bodies: Iterable<Body>): Body | undefined {
  const now = performance.now()
  let found: Body | undefined
  let most = 0
  for (const body of bodies) {
    const age = now - body.since
    const weight = body.held * age
    if (weight > most && age >= GRACE_MS && body.held < age * FAST) {
      found = body
      most = weight
    }
  }
  return found
}
