import { MAX_BATCH_BYTES, MAX_INFLATED_BYTES } from '@leadlight/protocol'
import { RefusedError } from '../http/refused-error.ts'
import { type BodyBudget, createBodyBudget } from '../limits/create-body-budget.ts'
import { overloaded } from '../limits/overloaded.ts'

/** A request body as it was sent. */
export interface SentBody {
  bytes: Uint8Array
  gzipped: boolean
  /** Estimated size as text, in bytes; exact only without compression. */
  weight: number
}

/** Upper estimate of the compression ratio of JSON with gzip. */
const GZIP_RATIO = 10

/** Values of `Content-Encoding` with which a body can be read. */
const readable = new Set(['', 'identity', 'gzip', 'x-gzip'])

/** Smaller buffers are left to the garbage collector. */
const WORTH_FREEING = 4096

/** Reads the body as text; {@link receiveBody} and {@link openBody} in one. */
export async function readBody(request: Request, budget?: BodyBudget): Promise<string> {
  return await openBody(await receiveBody(request, budget))
}

/**
 * Receives the body without decompressing it, at most {@link MAX_BATCH_BYTES}: checked by its header first, and again while
 * reading.
 *
 * @param budget memory budget while reading; unlimited by default
 * @throws RefusedError 413 too large, 415 compressed by anything but gzip, 408 incomplete, 503 out of memory budget
 */
export async function receiveBody(request: Request, budget = unlimited()): Promise<SentBody> {
  const encoding = request.headers.get('content-encoding')?.trim().toLowerCase() ?? ''
  if (!readable.has(encoding)) {
    throw new RefusedError(415, 'unsupported_encoding', 'Send the body plain or with Content-Encoding: gzip.')
  }
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BATCH_BYTES) throw tooLarge()
  const bytes = await readSent(request, budget)
  // Not by the header: frameworks inflate bodies and keep it, and some clients leave it out. No JSON begins like that.
  const gzipped = bytes[0] === 0x1f && bytes[1] === 0x8b
  return { bytes, gzipped, weight: gzipped ? bytes.length * GZIP_RATIO : bytes.length }
}

/**
 * Decompresses and decodes a body, at most {@link MAX_INFLATED_BYTES}, checked while inflating. The body cannot be used
 * afterwards.
 *
 * @throws RefusedError 413 too large, 400 broken gzip or not UTF-8
 */
export async function openBody({ bytes, gzipped }: SentBody): Promise<string> {
  const plain = gzipped ? await inflate(bytes) : bytes
  const text = decode(plain)
  freeBytes(plain)
  return text
}

async function readSent(request: Request, budget: BodyBudget): Promise<Uint8Array> {
  const { headers } = request
  const length = headers.has('transfer-encoding')
    ? Number.NaN
    : Number(headers.get('content-length') ?? 'none')
  try {
    // HTTP ends such a body at the stated length, so it can be read whole, which is much cheaper than as a stream.
    if (length >= 0 && budget.reserve(length))
      return await readWhole(request, length).finally(() => budget.free(length))
    return request.body ? await collect(request.body, MAX_BATCH_BYTES, budget) : new Uint8Array()
  } catch (error) {
    if (error instanceof RefusedError) throw error
    throw incompleteBody()
  }
}

async function readWhole(request: Request, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(await request.arrayBuffer())
  if (bytes.length > MAX_BATCH_BYTES) throw tooLarge()
  // A framework that has parsed the body leaves it empty.
  if (bytes.length === 0 && length > 0) throw incompleteBody()
  return bytes
}

async function inflate(bytes: Uint8Array): Promise<Uint8Array> {
  const source = new Blob([new Uint8Array(bytes)]).stream()
  try {
    return await collect(source.pipeThrough(new DecompressionStream('gzip')), MAX_INFLATED_BYTES)
  } catch (error) {
    if (error instanceof RefusedError) throw error
    throw new RefusedError(
      400,
      'invalid_gzip',
      'The body begins like gzip, but cannot be inflated: it is cut off, or something follows it.',
    )
  }
}

async function collect(stream: ReadableStream<Uint8Array>, limit: number, budget = unlimited()) {
  const reader = stream.getReader()
  // Stops inflating a zip bomb, and stops waiting for a slow sender.
  const cancel = () => void reader.cancel().catch(() => {})
  const body = budget.count(cancel)
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for (let next = await reader.read(); ; next = await reader.read()) {
      if (!body.add(next.value?.length ?? 0)) throw overloaded()
      if (next.done) break
      size += next.value.length
      if (size > limit) throw tooLarge()
      chunks.push(next.value)
    }
  } catch (error) {
    cancel()
    throw error
  } finally {
    body.end()
  }
  const whole = new Uint8Array(size)
  let offset = 0
  for (const chunk of chunks) {
    whole.set(chunk, offset)
    offset += chunk.length
  }
  return whole
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new RefusedError(400, 'invalid_utf8', 'The body is not UTF-8 text; send JSON in UTF-8.')
  }
}

/**
 * Releases a large buffer immediately instead of at the next full garbage collection, where the platform can. The bytes must not
 * share the buffer with others, and cannot be read again.
 */
export function freeBytes(bytes: Uint8Array): void {
  const buffer: ArrayBufferLike & { transfer?: (length: number) => unknown } = bytes.buffer
  if (buffer.byteLength >= WORTH_FREEING) buffer.transfer?.(0)
}

function unlimited(): BodyBudget {
  return createBodyBudget(Number.POSITIVE_INFINITY)
}

function tooLarge(): RefusedError {
  return new RefusedError(
    413,
    'body_too_large',
    `Send at most ${MAX_BATCH_BYTES / 1024} KiB a request, ${MAX_INFLATED_BYTES / 1024} KiB when inflated: split the batch.`,
  )
}

/** An incomplete body. The status is not 400, on which senders give up, because the body may well be valid. */
export function incompleteBody(): RefusedError {
  const message =
    'The body ended early, or was read before the collector got it: send it again; in a framework, mount the collector before whatever reads bodies, like express.json().'
  return new RefusedError(408, 'incomplete_body', message)
}
