import type { Store } from '@leadlight/collector'
import { sqliteStore } from '@leadlight/collector/storage/sqlite'
import { errorText, Failure } from '../failure.ts'

/** Opens a database file; throws a `Failure` that names it. */
export function openStore(file: string): Store {
  try {
    return sqliteStore(file)
  } catch (error) {
    throw new Failure(
      `Cannot open the database ${file}: ${errorText(error)}\nChoose another file with --db or LEADLIGHT_DB.`,
    )
  }
}
