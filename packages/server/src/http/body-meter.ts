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
  /** Gives back the memory of a body that was put together from pieces, once its reader has copied it. */
  free(incoming: IncomingMessage): void
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
  /** What has come, unless it goes on to the reader at once. */
  pieces: Buffer[] | null
}

/** Bodies of a stated length up to this are kept together for their reader; longer ones go on piece by piece. */
const KEPT_TOGETHER_BYTES = 1024 * 1024

/**
 * Makes a meter. What comes with its head, or in one piece, is never counted. When there is no room, a body has to give way as
 * in {@link createBodyRoom}, and its sender is told to come back. Memory of pieces is given back as soon as they are put together
 * or thrown away: under load it would be as much again until garbage is collected.
 */
export function createBodyMeter({ bytes, bytesPerNetwork, networkOf, onCut }: BodyBounds): BodyMeter {
  const room = createBodyRoom(bytes)
  const perNetwork = new Map<string, number>()
  const together = new WeakMap<IncomingMessage, Buffer>()

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
    for (const piece of body.pieces?.splice(0) ?? []) freeBuffer(piece)
  }
  const cut = (body: Body, status: 429 | 503) => {
    release(body)
    const { socket } = body.incoming
    // Behind the answer to an earlier request there is no place for one of ours.
    if (body.outgoing.socket === socket && !body.outgoing.headersSent) socket.write(rawRefusal(status))
    socket.destroySoon()
    onCut?.()
  }
  const begin = (incoming: IncomingMessage, outgoing: ServerResponse, length: number): Body => {
    const counted = room.count(() => cut(body, 503))
    const pieces = length <= KEPT_TOGETHER_BYTES ? [] : null
    const network = networkOf(incoming)
    const body: Body = { held: 0, counted, isOver: false, network, incoming, outgoing, pieces }
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
      const { 'content-length': stated, 'transfer-encoding': encoding } = incoming.headers
      if (encoding === undefined && (stated === undefined || stated === '0')) return
      const length =
        stated === undefined || encoding !== undefined ? Number.POSITIVE_INFINITY : Number(stated)
      let left = length
      let body: Body | undefined
      const { push } = incoming
      incoming.push = (piece: Buffer | null, ...rest) => {
        left = piece === null ? 0 : left - piece.length
        // What comes after the answer is thrown away by whoever answered.
        if (left > 0 && !outgoing.writableEnded && piece !== null) {
          body ??= begin(incoming, outgoing, length)
          const mayStay = keep(body, piece.length)
          if (!mayStay) freeBuffer(piece)
          else if (body.pieces === null) return push.call(incoming, piece, ...rest)
          else body.pieces.push(piece)
          return mayStay
        }
        const whole = piece && body?.pieces?.length ? joinPieces([...body.pieces.splice(0), piece]) : piece
        if (whole !== null && whole !== piece) together.set(incoming, whole)
        if (body) release(body)
        return push.call(incoming, whole, ...rest)
      }
    },
    free(incoming) {
      const whole = together.get(incoming)
      if (whole) freeBuffer(whole)
      together.delete(incoming)
    },
  }
}

function joinPieces(pieces: Buffer[]): Buffer {
  const whole = Buffer.concat(pieces)
  for (const piece of pieces) freeBuffer(piece)
  return whole
}

/** Small ones share their memory with others. */
function freeBuffer({ buffer, byteLength }: Buffer): void {
  const isAlone = byteLength > 0 && buffer.byteLength === byteLength
  if (isAlone && buffer instanceof ArrayBuffer) buffer.transfer(0)
}
