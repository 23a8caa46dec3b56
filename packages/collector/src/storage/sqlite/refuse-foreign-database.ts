import type { DatabaseSync } from 'node:sqlite'
import { StoreUnavailableError } from '../store-unavailable-error.ts'

/** Tables that every version of the schema has. */
const ours = ['visitors', 'visits', 'persons', 'leads']

/**
 * Refuses the database of another program before anything in it is changed: its version would be taken for one of this schema.
 *
 * @throws StoreUnavailableError when the file has a schema or a version, but not this program's tables
 */
export function refuseForeignDatabase(database: DatabaseSync): void {
  const names = database.prepare('SELECT name FROM sqlite_schema').all()
  const version = database.prepare('PRAGMA user_version').get()?.user_version
  if (names.length === 0 && version === 0) return
  const present = new Set(names.map(({ name }) => name))
  if (ours.every((name) => present.has(name))) return
  throw new StoreUnavailableError('The file is a database of another program')
}
