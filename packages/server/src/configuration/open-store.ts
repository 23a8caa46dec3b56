import { existsSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Store } from '@leadlight/collector'
import { postgresStore } from '@leadlight/collector/storage/postgres'
import { sqliteStore } from '@leadlight/collector/storage/sqlite'
import { errorText, Failure } from '../failure.ts'

/** Whether a database is the URL of a PostgreSQL server rather than a file. */
export function isPostgres(db: string): boolean {
  return /^postgres(ql)?:\/\//i.test(db)
}

/** The name of a database for display, without user and password. */
export function nameDatabase(db: string): string {
  if (db === ':memory:') return 'in memory, gone at the end'
  if (!isPostgres(db)) return resolve(db)
  if (!URL.canParse(db)) return 'PostgreSQL'
  const { host, pathname } = new URL(db)
  return `PostgreSQL, ${host}${pathname}`
}

/** Opens a database; throws a `Failure` that names it. */
export async function openStore(db: string): Promise<Store> {
  try {
    return isPostgres(db) ? await openPostgres(db) : sqliteStore(db)
  } catch (error) {
    const name = isPostgres(db) ? nameDatabase(db) : db
    throw new Failure(
      `Cannot open the database ${name}: ${whyNot(db) ?? errorText(error)}\nChoose another one with --db or LEADLIGHT_DB.`,
    )
  }
}

/** A reason for a failure that SQLite does not report. */
function whyNot(db: string): string | undefined {
  if (isPostgres(db)) return undefined
  if (db.trim() === '') return 'it has no name.'
  if (/^[a-z][a-z+]+:\/\//i.test(db)) return 'a database is an SQLite file, or a postgres://… URL.'
  const folder = dirname(resolve(db))
  if (!existsSync(folder)) return `there is no folder ${folder}: make it first.`
  if (existsSync(db) && statSync(db).isDirectory()) return 'it is a folder, not a file.'
  return undefined
}

/** Opens PostgreSQL and connects at once, so that a wrong address shows at the start. */
async function openPostgres(url: string): Promise<Store> {
  const store = postgresStore(url)
  try {
    await store.read((snapshot) => snapshot.setting('model'))
    return store
  } catch (error) {
    await store.close()
    throw error
  }
}
