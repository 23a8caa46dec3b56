import { StoreUnavailableError } from '../store-unavailable-error.ts'

/**
 * Primary result codes caused by the file or the machine rather than by the statement: https://sqlite.org/rescode.html
 * PERM, BUSY, LOCKED, NOMEM, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, PROTOCOL, NOTADB.
 */
const environmentCodes = new Set([3, 5, 6, 7, 8, 10, 11, 13, 14, 15, 26])

/** Turns an error of the file or the machine into a `StoreUnavailableError`; returns other errors unchanged. */
export function asUnavailable(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error
  if (error.code === 'ERR_INVALID_STATE')
    return new StoreUnavailableError('The store is closed', { cause: error })
  if (error.code !== 'ERR_SQLITE_ERROR' || !('errcode' in error)) return error
  // The lowest byte of the extended code is the primary one.
  if (!environmentCodes.has(Number(error.errcode) & 0xff)) return error
  return new StoreUnavailableError(`SQLite: ${error.message}`, { cause: error })
}

/** Whether the error is that another connection has locked the file. */
export function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === 5
}
