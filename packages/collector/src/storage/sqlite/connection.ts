import { DatabaseSync } from 'node:sqlite'

/** Opens a connection that waits for the locks of others for `timeoutMs`. Node 22.13 has no option for that. */
export function connect(path: string, timeoutMs: number, readOnly: boolean): DatabaseSync {
  const database = new DatabaseSync(path, { readOnly })
  database.exec(`PRAGMA busy_timeout = ${timeoutMs}`)
  return database
}

/** Rolls back the transaction that failed. Some errors, like a full disk, have already done so; Node 22.13 cannot tell. */
export function rollBack(database: DatabaseSync): void {
  try {
    database.exec('ROLLBACK')
  } catch {
    // There is none any more, or the connection is closed.
  }
}

/** Closes a connection, unless it is closed already, which Node 22.13 cannot tell. */
export function disconnect(database: DatabaseSync): void {
  try {
    database.close()
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_INVALID_STATE')) throw error
  }
}
