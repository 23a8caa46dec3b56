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
import { basename, dirname, resolve } from 'node:path'
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
 * Copies a consistent snapshot of a database, also while a server uses it. The copy is verified and synced to disk. Throws a
 * `Failure` when the file exists, and for PostgreSQL, which has its own tool.
 */
export function backUp(file: string, { db, force }: BackupOptions): string {
  if (isPostgres(db)) throw new Failure(adviseDump(file, db), 2)
  if (!existsSync(db)) throw new Failure(`There is no database ${db}.\nName one with --db or LEADLIGHT_DB.`)
  if (existsSync(file) && !force)
    throw new Failure(`${file} is there already: choose another name, or pass --force.`)
  refuseInUse(file, db)
  const partial = `${file}.partial`
  try {
    if (!existsSync(dirname(resolve(file))))
      throw new Failure(`There is no folder ${dirname(resolve(file))}: make it first.`)
    rmSync(partial, { force: true })
    // Readable by its owner only, because it contains personal data; SQLite accepts an existing empty file.
    closeSync(openSync(partial, 'wx', 0o600))
    copyAt(db, partial)
    const events = verify(partial)
    sync(partial)
    renameSync(partial, file)
    const keys = copyKeys(db, file)
    sync(dirname(file))
    return `✓ ${file}: ${events} events, ${Math.ceil(statSync(file).size / 1024)} KiB, whole.${keys}`
  } catch (error) {
    rmSync(partial, { force: true })
    throw error instanceof Failure ? error : new Failure(`Cannot back ${db} up: ${errorText(error)}`)
  }
}

/**
 * Refuses to replace a database that a server may have open: the server would go on with a file that no longer has a name, and the
 * next one would take the old log for that of the copy.
 */
function refuseInUse(file: string, db: string): void {
  if (isSameFile(file, db))
    throw new Failure(`${file} is the database itself: name another file for the copy.`, 2)
  if (existsSync(`${file}-wal`))
    throw new Failure(
      `${file} is a database in use, for it has a ${basename(file)}-wal: choose another name.`,
    )
}

function isSameFile(one: string, other: string): boolean {
  const [a, b] = [statSync(one, { throwIfNoEntry: false }), statSync(other)]
  return a !== undefined && a.ino === b.ino && a.dev === b.dev
}

/** Copies in a single read transaction, which sees one state of the database. */
function copyAt(db: string, to: string): void {
  const source = new DatabaseSync(db, { readOnly: true })
  try {
    source.exec('PRAGMA busy_timeout = 30000')
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

/** Syncs the copy to disk, which SQLite leaves to the operating system. */
function sync(path: string): void {
  const handle = openSync(path, 'r')
  fsyncSync(handle)
  closeSync(handle)
}

/** Copies the key file, without which the site's pages would need new keys after a restore. */
function copyKeys(db: string, file: string): string {
  if (!existsSync(keyFileOf(db))) return ''
  copyFileSync(keyFileOf(db), keyFileOf(file))
  sync(keyFileOf(file))
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
