import { createReadStream, statSync } from 'node:fs'
import { decodeText } from '@leadlight/collector/csv'
import { Failure, readErrorReason } from '../failure.ts'

/** A file that is read as a stream. */
export interface OpenFile {
  /** Final when all pieces are read. */
  readonly encoding: string
  pieces: AsyncIterable<string>
  /** How much of it was read, 0 to 1. */
  done(): number
}

/** Opens a file of text, gzip or not. Throws a `Failure` when it cannot be read. */
export async function openFile(path: string): Promise<OpenFile> {
  let read = 0
  const count = async function* () {
    for await (const piece of createReadStream(path)) {
      read += piece.length
      yield piece as Uint8Array
    }
  }
  try {
    const { size } = statSync(path)
    const text = await decodeText(count())
    return {
      get encoding() {
        return text.encoding
      },
      pieces: telling(path, text.pieces),
      done: () => (size === 0 ? 1 : read / size),
    }
  } catch (error) {
    throw unreadable(path, error)
  }
}

/** Passes pieces on; adds the name of the file to errors. */
async function* telling(path: string, pieces: AsyncIterable<string>): AsyncGenerator<string> {
  try {
    yield* pieces
  } catch (error) {
    throw unreadable(path, error)
  }
}

function unreadable(path: string, error: unknown): Failure {
  return new Failure(`Cannot read ${path}: ${readErrorReason(error)}.`)
}
