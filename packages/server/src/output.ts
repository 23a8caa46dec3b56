import { errorCode, errorText, Failure } from './failure.ts'

/** Nobody reads standard output any more, as when `head` has seen enough. The command ends early, and nothing is wrong. */
export class ReaderGoneError extends Error {
  override name = 'ReaderGoneError'
}

/** Standard output of a command. */
export interface Output {
  /** Throws a `ReaderGoneError`, or a `Failure` for another reason, when earlier text could not be written. */
  write(text: string): void
  /** Resolves when everything is written; otherwise like `write`. */
  finish(): Promise<void>
}

/** Writes to standard output. Without a listener for its errors, a closed pipe or a full disk would end in a stack trace. */
export function createOutput(stdout: NodeJS.WritableStream): Output {
  let failed: Error | undefined
  stdout.on('error', (error: Error) => {
    failed ??= error
  })
  const check = () => {
    if (failed === undefined) return
    if (errorCode(failed) === 'EPIPE') throw new ReaderGoneError()
    throw new Failure(`Cannot write to standard output: ${errorText(failed)}`)
  }
  return {
    write: (text) => {
      check()
      stdout.write(text)
    },
    finish: async () => {
      await new Promise((resolve) => stdout.write('', resolve))
      check()
    },
  }
}
