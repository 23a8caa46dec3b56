import { closeSync, openSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { migrate } from './migrate.ts'
import { asUnavailable, isBusy } from './sqlite-errors.ts'

/** Between two attempts to open a file that another process is opening, in milliseconds. */
const PAUSE_MS = 20

/**
 * Opens a database file durably, and migrates it unless it is opened for reading only. Waits as long as `timeoutMs` for another
 * process that does the same: for the change to WAL, SQLite itself does not wait.
 *
 * @throws StoreUnavailableError
 */
export function openDatabase(path: string, timeoutMs: number, readOnly = false): DatabaseSync {
  const end = performance.now() + timeoutMs
  for (;;) {
    try {
      return open(path, timeoutMs, readOnly)
    } catch (error) {
      if (!isBusy(error) || performance.now() > end) throw asUnavailable(error)
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS)
    }
  }
}

function open(path: string, timeoutMs: number, readOnly: boolean): DatabaseSync {
  let database: DatabaseSync | undefined
  try {
    if (!readOnly) keepFromOthers(path)
    database = new DatabaseSync(path, { timeout: timeoutMs, readOnly })
    // KiB. What the system keeps of the file in memory comes on top.
    database.exec(`PRAGMA cache_size = ${readOnly ? -16_384 : -32_768}`)
    if (readOnly) return database
    // In WAL mode readers never wait; FULL syncs the log before a commit returns.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF')
    // What is deleted is overwritten, so that little has to be done when somebody is erased.
    database.exec('PRAGMA secure_delete = ON')
    // Pages that many commits change, like those of indexes, are copied to the file once in 64 MiB of log.
    database.exec('PRAGMA wal_autocheckpoint = 16384')
    migrate(database)
    return database
  } catch (error) {
    database?.close()
    throw error
  }
}

/** Makes a missing file readable by its owner only, for it is full of personal data; SQLite gives its log the same rights. */
function keepFromOthers(path: string): void {
  if (path === ':memory:') return
  try {
    closeSync(openSync(path, 'ax', 0o600))
  } catch {
    // It is there already, with the rights that somebody gave it; or SQLite will say why it cannot be made.
  }
}
