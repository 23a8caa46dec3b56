import { RefusedError } from '../http/refused-error.ts'

/** Most UTF-16 code units of a file, inflated: little bytes of gzip can hold any number. */
const LONGEST_FILE = 256 * 1024 * 1024

/** Pieces of a text, up to a bound. @throws RefusedError 413 behind it */
export async function* boundPieces(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let length = 0
  for await (const piece of pieces) {
    length += piece.length
    if (length > LONGEST_FILE) {
      const most = `${LONGEST_FILE / 1024 / 1024} Mi characters`
      throw new RefusedError(413, 'file_too_large', `The file holds more than ${most}: send it in parts.`)
    }
    yield piece
  }
}
