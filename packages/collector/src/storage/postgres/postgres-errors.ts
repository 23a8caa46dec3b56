import { StoreUnavailableError } from '../store-unavailable-error.ts'

/** Another transaction was in the way; the same work, done again, is likely to succeed. */
export class TransactionConflictError extends StoreUnavailableError {
  override name = 'TransactionConflictError'
}

/** serialization_failure and deadlock_detected: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const conflictCodes = ['40001', '40P01']

/** invalid_sql_statement_name and duplicate_prepared_statement. */
const pooledCodes = ['26000', '42P05']

/** Classes of codes that speak of the values that were handed in: data, constraints, limits such as of an index. */
const contentClasses = ['22', '23', '54']

/** What to do about a failure, by its code: of the server, the system or TLS. */
const advice: Record<string, string> = {
  '28P01':
    'check user and password in the URL; in it, @ : / ? # and % of a password are written %40 %3A %2F %3F %23 %25',
  '28000':
    'check the user in the URL; where the server lets nobody in without encryption, add ?sslmode=verify-full',
  '3D000': 'make it with createdb, or name another one in the URL',
  '42501':
    'let an administrator make the schema for this user: CREATE SCHEMA leadlight AUTHORIZATION "the user"',
  '53300': 'raise max_connections of the server, or put a pooler in front of it',
  '57014': 'raise statement_timeout for this user, or set it to 0',
  ECONNREFUSED: 'check host and port in the URL, and that the server runs and listens there',
  ENOTFOUND: 'check the host in the URL',
  EAI_AGAIN: 'check the host in the URL, and that names can be looked up here',
  EHOSTUNREACH: 'check the host in the URL, and that the network lets this machine reach it',
  ENETUNREACH: 'check the host in the URL, and that the network lets this machine reach it',
  ETIMEDOUT: 'check host and port in the URL, and that the network lets this machine reach it',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'add &sslrootcert=/path/to/its/certificate.pem to the URL',
  SELF_SIGNED_CERT_IN_CHAIN:
    'add &sslrootcert=/path/to/the/authority.pem, which its provider hands out, to the URL',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'add &sslrootcert=/path/to/the/authority.pem, which its provider hands out, to the URL',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    'add &sslrootcert=/path/to/the/authority.pem, which its provider hands out, to the URL',
  ERR_TLS_CERT_ALTNAME_INVALID: 'name the host in the URL as its certificate does',
}

/** The same for failures that the driver gives no code. */
const adviceByText: [RegExp, string][] = [
  [/does not support SSL/, 'leave sslmode out of the URL, or switch ssl on in the server'],
  [
    /password must be a string|no password/i,
    'add the password to the URL: postgres://user:password@host/database',
  ],
  [
    /timeout/i,
    'check host and port in the URL, that the network lets this machine reach it, and that not all connections are busy',
  ],
]

/**
 * Turns a failure of the connection, the server or the schema into a `StoreUnavailableError` that says what to do: whatever
 * is not known to be the fault of the values may be repaired, and nothing is refused for it meanwhile.
 */
export function asUnavailable(error: unknown): unknown {
  if (error instanceof StoreUnavailableError) return error
  // Several addresses of one host fail together, each with its own reason.
  const [first] = error instanceof AggregateError ? error.errors : [error]
  const code = codeOf(first)
  if (isSqlState(code) && contentClasses.includes(code.slice(0, 2))) return error
  const said = first instanceof Error ? first.message : String(first)
  const hint = advice[code] ?? adviceByText.find(([text]) => text.test(said))?.[1]
  const message = hint === undefined ? `PostgreSQL: ${said}` : `PostgreSQL: ${said}; ${hint}`
  return conflictCodes.includes(code)
    ? new TransactionConflictError(message, { cause: error })
    : new StoreUnavailableError(message, { cause: error })
}

/**
 * Whether a prepared statement was not where it had been, or was there already: connections are handed from one client to
 * another, as by PgBouncer in transaction mode.
 */
export function comesFromPooling(error: unknown): boolean {
  return error instanceof StoreUnavailableError && pooledCodes.includes(codeOf(error.cause))
}

/** Whether somebody else held a lock for longer than `lock_timeout`. */
export function isLockTimeout(error: unknown): boolean {
  return error instanceof StoreUnavailableError && codeOf(error.cause) === '55P03'
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

/** Codes of the system, like ECONNRESET, are longer or shorter than five letters, or begin with an E. */
function isSqlState(code: string): boolean {
  return /^[0-9][0-9A-Z]{4}$/.test(code)
}
