/** A failure that the user of the command can mend; shown as its message, without a stack trace. */
export class Failure extends Error {
  override name = 'Failure'
  /** Exit code of the process: 1 for a failure, 2 for wrong usage. */
  readonly exitCode: 1 | 2

  /** @param cause what the system said, when it did */
  constructor(message: string, exitCode: 1 | 2 = 1, cause?: unknown) {
    super(message, { cause })
    this.exitCode = exitCode
  }
}

/** The `code` of a Node system error, such as `ENOENT` or `EADDRINUSE`. */
export function errorCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}

/** The message of anything that was thrown. */
export function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** Why a file cannot be read, as the end of a sentence that names it. */
export function readErrorReason(error: unknown): string {
  const reasons: Record<string, string> = {
    ENOENT: 'there is no such file',
    EISDIR: 'it is a folder',
    EACCES: 'this user may not read it',
  }
  return reasons[errorCode(error) ?? ''] ?? errorText(error)
}
