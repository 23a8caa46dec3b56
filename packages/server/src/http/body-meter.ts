import type { IncomingMessage, ServerResponse } from 'node:http'
import { type CountedBody, createBodyRoom } from '@leadlight/collector'
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
  /** Bytes that its network is charged for. */
  held: number
  counted: CountedBody
  /** It came in whole, or is not waited for any more. */
  isOver: boolean
  network: string | null
  incoming: IncomingMessage
  outgoing: ServerResponse
}

/**
 * Makes a meter. What comes with its head, or in one piece, is never counted. When there is no room, a body has to give way as
 * in {@link createBodyRoom}, and its sender is told to come back.
 */
export function createBodyMeter({ bytes, bytesPerNetwork, networkOf, onCut }: BodyBounds): BodyMeter {
  const room = createBodyRoom(bytes)
  const perNetwork = new Map<string, number>()

  const add = (body: Body, more: number) => {
    body.held += more
    if (body.network === null) return
    const sum = (perNetwork.get(body.network) ?? 0) + more
    if (sum > 0) perNetwork.set(body.network, sum)
    else perNetwork.delete(body.network)
  }
  const release = (body: Body) => {
    body.isOver = true
    body.counted.end()
    add(body, -body.held)
  }
  const cut = (body: Body, status: 429 | 503) => {
    release(body)
    const { socket } = body.incoming
    // Behind the answer to an earlier request there is no place for one of ours.
    if (body.outgoing.socket === socket && !body.outgoing.headersSent) socket.write(rawRefusal(status))
    socket.destroySoon()
    onCut?.()
  }
  const begin = (incoming: IncomingMessage, outgoing: ServerResponse): Body => {
    const counted = room.count(() => cut(body, 503))
    const body: Body = { held: 0, counted, isOver: false, network: networkOf(incoming), incoming, outgoing }
    outgoing.once('close', () => release(body))
    return body
  }
  /** Whether a piece may stay in memory; whose is too much is cut off. */
  const keep = (body: Body, size: number): boolean => {
    if (body.isOver || !body.counted.add(size)) return false
    add(body, body.counted.held - body.held)
    const isTooMuch = body.network !== null && (perNetwork.get(body.network) ?? 0) > bytesPerNetwork
    if (isTooMuch) cut(body, 429)
    return !isTooMuch
  }

  return {
    get held() {
      return room.held
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
