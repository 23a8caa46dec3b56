import { StoreUnavailableError } from '../store-unavailable-error.ts'

/** Another transaction was in the way; the same work, done again, is likely to succeed. */
export class TransactionConflictError extends StoreUnavailableError {
  override name = 'TransactionConflictError'
}

/** serialization_failure and deadlock_detected: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const conflictCodes = new Set(['40001', '40P01'])

/** Classes of codes that speak of the values that were handed in: data, constraints, limits such as of an index. */
const contentClasses = new Set(['22', '23', '54'])

/**
 * Turns a failure of the connection, the server or the schema into a `StoreUnavailableError`: whatever is not known to be
 * the fault of the values may be repaired, and nothing is refused for it meanwhile.
 */
export function asUnavailable(error: unknown): unknown {
  if (error instanceof StoreUnavailableError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (isSqlState(code) && contentClasses.has(code.slice(0, 2))) return error
  // Several addresses of one host fail together, each with its own reason.
  const [first] = error instanceof AggregateError ? error.errors : [error]
  const message = `PostgreSQL: ${first instanceof Error ? first.message : String(first)}`
  return conflictCodes.has(code)
    ? new TransactionConflictError(message, { cause: error })
    : new StoreUnavailableError(message, { cause: error })
}

/** Codes of the system, like ECONNRESET, are longer or shorter than five letters, or begin with an E. */
function isSqlState(code: string): boolean {
  return /^[0-9][0-9A-Z]{4}$/.test(code)
}
