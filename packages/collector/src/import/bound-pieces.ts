import { RefusedError } from '../http/refused-error.ts'

/** Most UTF-16 code units of an inflated file; a small gzip file may expand to any size. */
const LONGEST_FILE = 256 * 1024 * 1024

/** Passes on the pieces of a text up to a bound. @throws RefusedError 413 beyond it */
export async function* boundPieces(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let length = 0
  for await (const piece of pieces) {
    length += piece.length
    if (length > LONGEST_FILE) {
      const most = `${LONGEST_FILE / 1024 / 1024} Mi characters`
      throw new RefusedError(413, 'file_too_large', `The file has more than ${most}: send it in parts.`)
    }
    yield piece
  }
}
