import { DatabaseSync } from 'node:sqlite'
import { migrate } from './migrate.ts'
import { asUnavailable } from './sqlite-errors.ts'

/**
 * Opens a database file durably, and migrates it unless it is opened for reading only.
 *
 * @throws StoreUnavailableError
 */
export function openDatabase(path: string, timeoutMs: number, readOnly = false): DatabaseSync {
  let database: DatabaseSync | undefined
  try {
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
    throw asUnavailable(error)
  }
}
