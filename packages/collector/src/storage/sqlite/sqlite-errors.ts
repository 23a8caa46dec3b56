import { StoreUnavailableError } from '../store-unavailable-error.ts'

/**
 * Primary result codes that speak of the file or the machine, not of what was asked: https://sqlite.org/rescode.html
 * PERM, BUSY, LOCKED, NOMEM, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, PROTOCOL, NOTADB.
 */
const environmentCodes = new Set([3, 5, 6, 7, 8, 10, 11, 13, 14, 15, 26])

/** Turns a failure of the file or the machine into a `StoreUnavailableError`; leaves other errors as they are. */
export function asUnavailable(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error
  if (error.code === 'ERR_INVALID_STATE')
    return new StoreUnavailableError('The store is closed', { cause: error })
  if (error.code !== 'ERR_SQLITE_ERROR' || !('errcode' in error)) return error
  // The extended code holds the primary one in its lowest byte.
  if (!environmentCodes.has(Number(error.errcode) & 0xff)) return error
  return new StoreUnavailableError(`SQLite: ${error.message}`, { cause: error })
}

/** Whether it failed because somebody else holds the file for the moment. */
export function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && (Number(error.errcode) & 0xff) === 5
}
