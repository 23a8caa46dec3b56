import { StoreUnavailableError } from '../store-unavailable-error.ts'

/** A conflict with another transaction; retrying the same work is likely to succeed. */
export class TransactionConflictError extends StoreUnavailableError {
  override name = 'TransactionConflictError'
}

/** serialization_failure and deadlock_detected: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const conflictCodes = ['40001', '40P01']

/** invalid_sql_statement_name and duplicate_prepared_statement, from the same list. */
const pooledCodes = ['26000', '42P05']

/**
 * Classes of error codes caused by the values of a statement: data, constraints, limits such as the size of an index
 * entry.
 */
const contentClasses = ['22', '23', '54']

const checkHost = 'check the host in the URL, and that this machine can reach it'
const addAuthority =
  'add &sslrootcert=/path/to/the/authority.pem to the URL, with the certificate that the provider publishes'

const writeSigns = 'write @ : / ? # and % in a password as %40 %3A %2F %3F %23 %25'

/** Advice by error code of the server, the operating system or TLS. */
const advice: Record<string, string> = {
  '28P01': `check user and password in the URL; ${writeSigns}`,
  '28000': 'check the user in the URL; if the server requires encryption, add ?sslmode=verify-full',
  '3D000': 'create it with createdb, or name another one in the URL',
  '53300': 'raise max_connections of the server, or put a pooler in front of it',
  '57014': 'raise statement_timeout for this user, or set it to 0',
  ERR_INVALID_URL: `it is written postgres://user:password@host:5432/database; ${writeSigns}`,
  ECONNREFUSED: 'check host and port in the URL, and that the server runs and listens there',
  ENOTFOUND: 'check the host in the URL',
  EAI_AGAIN: 'check the host in the URL, and that DNS works on this machine',
  EHOSTUNREACH: checkHost,
  ENETUNREACH: checkHost,
  ETIMEDOUT: 'check host and port in the URL, and that this machine can reach it',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'add &sslrootcert=/path/to/its/certificate.pem to the URL',
  SELF_SIGNED_CERT_IN_CHAIN: addAuthority,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: addAuthority,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: addAuthority,
  ERR_TLS_CERT_ALTNAME_INVALID: 'name the host in the URL as its certificate does',
}

/** Advice by what is said, where the code says too little or there is none. */
const adviceByText: [RegExp, string][] = [
  [
    /permission denied for database/,
    'let an administrator create the schema for this user: CREATE SCHEMA leadlight AUTHORIZATION "the user"',
  ],
  [
    /permission denied|must be owner/,
    'connect as the user to whom the schema belongs, or give its tables and the schema to this one: ALTER TABLE … OWNER TO',
  ],
  [/does not support SSL/, 'leave sslmode out of the URL, or switch ssl on in the server'],
  [
    /password must be a string|no password/i,
    'add the password to the URL: postgres://user:password@host/database',
  ],
  [
    /timeout/i,
    'check host and port in the URL, that this machine can reach it, and that not all connections are busy',
  ],
]

/**
 * Turns an error of the connection, the server or the schema into a `StoreUnavailableError` that says what to do. Only
 * errors known to be caused by the values are returned unchanged: anything else can be fixed, and no message may be
 * rejected because of it.
 */
export function asUnavailable(error: unknown): unknown {
  if (error instanceof StoreUnavailableError) return error
  // A host with several addresses fails with one error per address.
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
 * Whether a prepared statement was missing, or already existed: a pooler hands out connections from one client to
 * another, like PgBouncer in transaction mode.
 */
export function comesFromPooling(error: unknown): boolean {
  return error instanceof StoreUnavailableError && pooledCodes.includes(codeOf(error.cause))
}

/** Whether another transaction held a lock for longer than `lock_timeout`. */
export function isLockTimeout(error: unknown): boolean {
  return error instanceof StoreUnavailableError && codeOf(error.cause) === '55P03'
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

/** Whether a code is a SQLSTATE. System errors like ECONNRESET differ in length or begin with a letter. */
function isSqlState(code: string): boolean {
  return /^[0-9][0-9A-Z]{4}$/.test(code)
}
