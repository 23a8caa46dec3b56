import type { DatabaseSync } from 'node:sqlite'
import { StoreUnavailableError } from '../store-unavailable-error.ts'
import { rollBack } from './connection.ts'
import { migrations } from './migrations.ts'

/**
 * Migrates a database to the newest version, in one transaction; `PRAGMA user_version` is the number of migrations done.
 *
 * @throws StoreUnavailableError when the schema of the database is newer than this program
 */
export function migrate(database: DatabaseSync): void {
  if (versionOf(database) === migrations.length) return
  database.exec('BEGIN IMMEDIATE')
  try {
    // Another process may have migrated it meanwhile.
    const version = versionOf(database)
    if (version > migrations.length) {
      throw new StoreUnavailableError(
        `The database has schema version ${version}, but this program only knows ${migrations.length}: use a newer Leadlight`,
      )
    }
    for (const sql of migrations.slice(version)) database.exec(sql)
    database.exec(`PRAGMA user_version = ${migrations.length}`)
    database.exec('COMMIT')
  } catch (error) {
    rollBack(database)
    throw error
  }
}

function versionOf(database: DatabaseSync): number {
  return Number(database.prepare('PRAGMA user_version').get()?.user_version)
}
