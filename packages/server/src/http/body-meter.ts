import type { IncomingMessage, ServerResponse } from 'node:http'
import { createBodyBudget, type MeteredBody } from '@leadlight/collector'
import { rawRefusal } from './raw-refusal.ts'

/** Bounds on the memory for bodies that have not arrived completely. */
export interface BodyBounds {
  /** Bytes over all connections. */
  bytes: number
  /** Bytes from one network, as `networkOf` names it. */
  bytesPerNetwork: number
  /** The network of a sender, or null if it is not limited. */
  networkOf: (incoming: IncomingMessage) => string | null
  /** Called for each body that was cut off. */
  onCut?: () => void
}

/** Counts the bytes of bodies while they arrive. */
export interface BodyMeter {
  /** Counts the body of a request from now on. Must be called before anything reads it. */
  watch(incoming: IncomingMessage, outgoing: ServerResponse): void
  /** Frees the memory of a body that was joined from pieces, after its reader has copied it. */
  free(incoming: IncomingMessage): void
  /** Bytes of all bodies that have not arrived completely. */
  readonly held: number
}

/** A body that has arrived in part. */
interface Body {
  /** Bytes that count for its network. */
  held: number
  counted: MeteredBody
  /** Whether it arrived completely or was cut off. */
  isOver: boolean
  network: string | null
  incoming: IncomingMessage
  outgoing: ServerResponse
  /** The pieces so far; null if they are passed to the reader at once. */
  pieces: Buffer[] | null
}

/** Bodies of a stated length up to this are joined for their reader; longer ones are passed on piece by piece. */
const JOINED_BYTES = 1024 * 1024

/**
 * Creates a meter. A body that arrives in one piece is not counted. When the budget is exhausted, {@link createBodyBudget} chooses a body
 * to cut off, and its sender is told to retry. Memory of pieces is freed as soon as they are joined or discarded, because
 * until the next garbage collection they would double the use of memory.
 */
export function createBodyMeter({ bytes, bytesPerNetwork, networkOf, onCut }: BodyBounds): BodyMeter {
  const budget = createBodyBudget(bytes)
  const perNetwork = new Map<string, number>()
  const joined = new WeakMap<IncomingMessage, Buffer>()

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
  const abort = (body: Body, status: 429 | 503) => {
    release(body)
    const { socket } = body.incoming
    // The socket may still belong to the answer to an earlier request.
    if (body.outgoing.socket === socket && !body.outgoing.headersSent) socket.write(rawRefusal(status))
    socket.destroySoon()
    onCut?.()
  }
  const begin = (incoming: IncomingMessage, outgoing: ServerResponse, length: number): Body => {
    const counted = budget.count(() => abort(body, 503))
    const pieces = length <= JOINED_BYTES ? [] : null
    const network = networkOf(incoming)
    const body: Body = { held: 0, counted, isOver: false, network, incoming, outgoing, pieces }
    outgoing.once('close', () => release(body))
    return body
  }
  /** Whether a piece may be kept; cuts its body off if the network has too much. */
  const keep = (body: Body, size: number): boolean => {
    if (body.isOver || !body.counted.add(size)) return false
    add(body, body.counted.held - body.held)
    const isTooMuch = body.network !== null && (perNetwork.get(body.network) ?? 0) > bytesPerNetwork
    if (isTooMuch) abort(body, 429)
    return !isTooMuch
  }

  return {
    get held() {
      return budget.held
    },
    watch(incoming, outgoing) {
      const { 'content-length': stated, 'transfer-encoding': transfer } = incoming.headers
      if (transfer === undefined && (stated === undefined || stated === '0')) return
      const length =
        stated === undefined || transfer !== undefined ? Number.POSITIVE_INFINITY : Number(stated)
      let left = length
      let body: Body | undefined
      const { push } = incoming
      /** A piece that others follow: it is counted, and joined with them or passed on. */
      const pushPiece = (piece: Buffer, encoding?: BufferEncoding): boolean => {
        body ??= begin(incoming, outgoing, length)
        if (!keep(body, piece.length)) {
          freeBuffer(piece)
          return false
        }
        if (body.pieces === null) return push.call(incoming, piece, encoding)
        body.pieces.push(piece)
        return true
      }
      /** The last piece, or null for the end: what was counted is passed on whole, and no longer counts. */
      const pushLast = (piece: Buffer | null, encoding?: BufferEncoding): boolean => {
        const whole = piece && body?.pieces?.length ? joinPieces([...body.pieces.splice(0), piece]) : piece
        if (whole !== null && whole !== piece) joined.set(incoming, whole)
        if (body) release(body)
        return push.call(incoming, whole, encoding)
      }
      incoming.push = (piece: Buffer | null, encoding) => {
        left = piece === null ? 0 : left - piece.length
        // After the answer, the rest of the body is discarded elsewhere.
        return left > 0 && !outgoing.writableEnded && piece !== null
          ? pushPiece(piece, encoding)
          : pushLast(piece, encoding)
      }
    },
    free(incoming) {
      const whole = joined.get(incoming)
      if (whole) freeBuffer(whole)
      joined.delete(incoming)
    },
  }
}

function joinPieces(pieces: Buffer[]): Buffer {
  const whole = Buffer.concat(pieces)
  for (const piece of pieces) freeBuffer(piece)
  return whole
}

/** Frees a buffer, unless it is a small one that shares its memory with others. */
function freeBuffer({ buffer, byteLength }: Buffer): void {
  const isAlone = byteLength > 0 && buffer.byteLength === byteLength
  if (isAlone && buffer instanceof ArrayBuffer) buffer.transfer(0)
}
