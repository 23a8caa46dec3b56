import type { DatabaseSync } from 'node:sqlite'
import { StoreUnavailableError } from '../store-unavailable-error.ts'
import { migrations } from './migrations.ts'

/**
 * Brings a database to the newest version, all in one transaction; `PRAGMA user_version` counts the migrations done.
 *
 * @throws StoreUnavailableError when the database is of a version that this program does not know
 */
export function migrate(database: DatabaseSync): void {
  if (versionOf(database) === migrations.length) return
  database.exec('BEGIN IMMEDIATE')
  try {
    // Another process may have been faster.
    const version = versionOf(database)
    if (version > migrations.length) {
      throw new StoreUnavailableError(
        `The database is of version ${version}, this program knows ${migrations.length}: use a newer Leadlight`,
      )
    }
    for (const sql of migrations.slice(version)) database.exec(sql)
    database.exec(`PRAGMA user_version = ${migrations.length}`)
    database.exec('COMMIT')
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}

function versionOf(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.user_version)
}
