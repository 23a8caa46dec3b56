import { closeSync, openSync } from 'node:fs'
import type { DatabaseSync } from 'node:sqlite'
import { StoreUnavailableError } from '../store-unavailable-error.ts'
import { connect } from './connection.ts'
import { migrate } from './migrate.ts'
import { refuseForeignDatabase } from './refuse-foreign-database.ts'
import { asUnavailable, isBusy } from './sqlite-errors.ts'

/** Pause between two attempts to open a file that another process is opening, in milliseconds. */
const PAUSE_MS = 20

/**
 * Opens a database file durably, and migrates it unless it is opened read-only. Retries for `timeoutMs` while another
 * process does the same: SQLite's own timeout does not cover the change to WAL mode.
 *
 * @throws StoreUnavailableError with the path when the file cannot be opened
 */
export function openDatabase(path: string, timeoutMs: number, readOnly = false): DatabaseSync {
  const end = performance.now() + timeoutMs
  for (;;) {
    try {
      return open(path, timeoutMs, readOnly)
    } catch (error) {
      if (!isBusy(error) || performance.now() > end) throw withPath(asUnavailable(error), path)
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS)
    }
  }
}

function open(path: string, timeoutMs: number, readOnly: boolean): DatabaseSync {
  let database: DatabaseSync | undefined
  try {
    if (!readOnly) keepFromOthers(path)
    database = connect(path, timeoutMs, readOnly)
    // In KiB; the operating system's page cache comes on top.
    database.exec(`PRAGMA cache_size = ${readOnly ? -16_384 : -32_768}`)
    if (readOnly) return database
    refuseForeignDatabase(database)
    // In WAL mode readers never wait; FULL syncs the log before a commit returns.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF')
    // Deleted data is overwritten, so that an erasure rarely has to rewrite the file.
    database.exec('PRAGMA secure_delete = ON')
    // A checkpoint only every 64 MiB of log: pages that many commits change, like those of indexes, are then written to the
    // file once.
    database.exec('PRAGMA wal_autocheckpoint = 16384')
    // While something reads for long, as a backup does, the log grows; afterwards it is cut back to its usual size.
    database.exec(`PRAGMA journal_size_limit = ${16_384 * 4_096}`)
    migrate(database)
    return database
  } catch (error) {
    database?.close()
    throw error
  }
}

function withPath(error: unknown, path: string): unknown {
  if (!(error instanceof StoreUnavailableError)) return error
  return new StoreUnavailableError(`${error.message}: ${path}`, { cause: error.cause })
}

/**
 * Creates a missing file with access for its owner only, since it will hold personal data; SQLite gives its log the same
 * permissions.
 */
function keepFromOthers(path: string): void {
  if (path === ':memory:') return
  try {
    closeSync(openSync(path, 'ax', 0o600))
  } catch {
    // It exists already, with permissions of its own; or SQLite will report why it cannot be created.
  }
}
