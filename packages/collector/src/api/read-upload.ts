import { RefusedError } from '../http/refused-error.ts'
import { incompleteBody } from '../ingest/read-body.ts'

/** Most bytes of a file in one request. */
export const MAX_UPLOAD_BYTES = 32 * 1024 * 1024

/**
 * Reads an uploaded file completely before it is processed, because servers cut off slow requests.
 *
 * @throws RefusedError 413 when it is too large, 408 when it ends early
 */
export async function readUpload(request: Request): Promise<AsyncIterable<Uint8Array>> {
  const pieces: Uint8Array[] = []
  let size = 0
  try {
    for await (const piece of request.body ?? []) {
      size += piece.length
      if (size > MAX_UPLOAD_BYTES) throw tooLarge()
      pieces.push(piece)
    }
  } catch (error) {
    if (error instanceof RefusedError) throw error
    throw incompleteBody()
  }
  return toIterable(pieces)
}

async function* toIterable(pieces: Uint8Array[]): AsyncGenerator<Uint8Array> {
  while (pieces.length > 0) yield pieces.shift() ?? new Uint8Array()
}

function tooLarge(): RefusedError {
  const most = `${MAX_UPLOAD_BYTES / 1024 / 1024} MiB`
  const how = 'compress it by gzip, or use "leadlight import", which sends it in parts.'
  return new RefusedError(413, 'body_too_large', `Send at most ${most} a request: ${how}`)
}
