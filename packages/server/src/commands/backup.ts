import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { dirname, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { keyFileOf } from '../configuration/keys.ts'
import { isPostgres } from '../configuration/open-store.ts'
import { errorText, Failure } from '../failure.ts'

/** Options of `leadlight backup`. */
export interface BackupOptions {
  db: string
  force?: boolean
}

/**
 * Copies a database, beside a running server, as it is at one moment: whole, checked, and on the disk when this returns.
 * Throws a `Failure` when the file is there already, or for PostgreSQL, which has its own tool.
 */
export function backUp(file: string, { db, force }: BackupOptions): string {
  if (isPostgres(db)) throw new Failure(adviseDump(file, db), 2)
  if (!existsSync(db)) throw new Failure(`There is no database ${db}.\nName one with --db or LEADLIGHT_DB.`)
  if (existsSync(file) && !force)
    throw new Failure(`${file} is there already: choose another name, or pass --force.`)
  const partial = `${file}.partial`
  try {
    if (!existsSync(dirname(resolve(file))))
      throw new Failure(`There is no folder ${dirname(resolve(file))}: make it first.`)
    rmSync(partial, { force: true })
    // Readable by its owner only, as it is full of personal data; SQLite takes an empty file that is there.
    closeSync(openSync(partial, 'wx', 0o600))
    copyAt(db, partial)
    const events = verify(partial)
    sync(partial)
    renameSync(partial, file)
    sync(dirname(file) || '.')
    const keys = copyKeys(db, file)
    return `✓ ${file}: ${events} events, ${Math.ceil(statSync(file).size / 1024)} KiB, whole.${keys}`
  } catch (error) {
    rmSync(partial, { force: true })
    throw error instanceof Failure ? error : new Failure(`Cannot back ${db} up: ${errorText(error)}`)
  }
}

/** One read transaction sees one state of the database, whatever is written meanwhile. */
function copyAt(db: string, to: string): void {
  const source = new DatabaseSync(db, { readOnly: true, timeout: 30_000 })
  try {
    source.prepare('VACUUM INTO ?').run(to)
  } finally {
    source.close()
  }
}

function verify(file: string): number {
  const copy = new DatabaseSync(file, { readOnly: true })
  try {
    const [checked] = copy.prepare('PRAGMA integrity_check(1)').all()
    const [said] = Object.values(checked ?? {})
    if (said !== 'ok')
      throw new Failure(`The copy is not whole: ${said}\nSee leadlight doctor for the database.`)
    const [row] = copy
      .prepare('SELECT (SELECT count(*) FROM events) + (SELECT count(*) FROM former_events) AS events')
      .all()
    return Number(row?.events)
  } finally {
    copy.close()
  }
}

/** SQLite leaves the copy to the system; a backup is one when it is on the disk. */
function sync(path: string): void {
  const handle = openSync(path, 'r')
  fsyncSync(handle)
  closeSync(handle)
}

/** Without the keys the pages of the site would have to be changed after a restore. */
function copyKeys(db: string, file: string): string {
  if (!existsSync(keyFileOf(db))) return ''
  copyFileSync(keyFileOf(db), keyFileOf(file))
  return `\n  Its keys are in ${keyFileOf(file)}: keep both where only you can read them.`
}

function adviseDump(file: string, db: string): string {
  const url = URL.parse(db)
  if (url !== null) url.password = ''
  const shown = url?.href ?? 'postgres://…'
  return [
    'PostgreSQL is backed up by its own tool, also while servers run:',
    `  pg_dump --format=custom --schema=leadlight --file='${file}' '${shown}'`,
    'and restored, into an empty database, by:',
    `  pg_restore --dbname='${shown}' '${file}'`,
  ].join('\n')
}
