import { existsSync, statfsSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { isPostgres, nameDatabase, openStore } from '../configuration/open-store.ts'
import { errorText } from '../failure.ts'
import { type Check, fault, ok, warning } from './check.ts'

const MIB = 1024 * 1024
/** With less free space, backups and erasures, which need room for a copy, may soon fail. */
const LITTLE_SPACE = 1024 * MIB
/** A file dated further in the future than this was written under another clock. */
const CLOCK_SLACK_MS = 5 * 60_000

/** Checks that the database opens, is intact, and has free disk space. Never throws. */
export async function checkDatabase(db: string): Promise<Check[]> {
  if (db === ':memory:') return [warning('database', 'It is in memory.', 'Name a file with --db to keep it.')]
  if (!isPostgres(db) && !existsSync(db)) {
    const advice = 'Name it with --db or LEADLIGHT_DB, or start leadlight serve, which makes it.'
    return [fault('database', `There is no file ${resolve(db)}.`, advice)]
  }
  const opened = await checkOpening(db)
  if (isPostgres(db) || opened.state === 'fault') return [opened]
  return [opened, checkIntegrity(db), ...checkReaders(db), checkSpace(db), checkFileTime(db)]
}

/** Opens the database, which migrates the schema, and fails for a newer one. */
async function checkOpening(db: string): Promise<Check> {
  try {
    const store = await openStore(db)
    await store.read((snapshot) => snapshot.setting('model'))
    await store.close()
    return ok('database', `${nameDatabase(db)} opens.`)
  } catch (error) {
    const said = errorText(error).split('\n', 1)[0] ?? ''
    const [found = '', advice] = isPostgres(db) ? splitAdvice(said) : [said]
    return fault('database', found, advice ?? adviseOn(found, isPostgres(db)))
  }
}

/** What is said of a PostgreSQL server, which mostly ends with advice. */
function splitAdvice(said: string): [found: string, advice?: string] {
  const end = said.indexOf('; ')
  if (end === -1) return [said]
  const advice = said.slice(end + 2)
  return [`${said.slice(0, end)}.`, `${advice.charAt(0).toUpperCase()}${advice.slice(1)}.`]
}

/** Advice by the error message of the database. */
function adviseOn(found: string, isServer: boolean): string {
  if (/newer/i.test(found)) return 'Install the newest leadlight: this database was made by a later one.'
  if (/another program/.test(found)) return 'Name another file with --db or LEADLIGHT_DB.'
  if (/not a database|malformed|corrupt/i.test(found))
    return 'Name another file with --db, or stop the server and put a backup in its place.'
  if (/permission|readonly|read-only|EACCES|unable to open/i.test(found))
    return 'Give this user the right to read and write the file and its folder.'
  if (/full|ENOSPC/i.test(found)) return 'Make room on its disk.'
  return isServer
    ? 'See that the PostgreSQL server runs, and that it can be reached from here at this address.'
    : 'See that this user may read and write it.'
}

/** Reads every page; takes about a second per 200 MB. */
function checkIntegrity(db: string): Check {
  const database = new DatabaseSync(db, { readOnly: true })
  try {
    database.exec('PRAGMA busy_timeout = 10000')
    const [row] = database.prepare('PRAGMA quick_check(5)').all()
    const said = String(Object.values(row ?? {})[0]).replaceAll(/\s*\n/g, '; ')
    if (said === 'ok') return ok('integrity', 'Every page of the file is sound.')
    return fault(
      'integrity',
      `The file is damaged: ${said}`,
      'Stop the server and put a backup in its place.',
    )
  } catch (error) {
    return fault('integrity', errorText(error), 'Stop the server and put a backup in its place.')
  } finally {
    database.close()
  }
}

/** Warns about a file, perhaps of an earlier version, that other users can read. */
function checkReaders(db: string): Check[] {
  const isOpen = (path: string, bit: number) => (statSync(path).mode & bit) !== 0
  if (!isOpen(db, 0o004) || !isOpen(dirname(resolve(db)), 0o001)) return []
  const found = `Everybody on this machine can read ${resolve(db)}.`
  return [
    warning('rights', found, `Run chmod o-rwx ${resolve(db)}*, unless all who can get in may read leads.`),
  ]
}

function checkSpace(db: string): Check {
  const { bavail, bsize } = statfsSync(dirname(resolve(db)))
  const free = bavail * bsize
  const size = statSync(db).size
  const found = `${Math.round(free / MIB)} MiB free; the database takes ${Math.ceil(size / MIB)} MiB.`
  if (free < 64 * MIB)
    return fault('disk', found, 'Make room: a full disk refuses events until there is some.')
  if (free < Math.max(LITTLE_SPACE, size)) {
    return warning('disk', found, 'Make room for a copy of the database, or keep events for fewer days.')
  }
  return ok('disk', found)
}

function checkFileTime(db: string): Check {
  const ahead = statSync(db).mtimeMs - Date.now()
  if (ahead < CLOCK_SLACK_MS) return ok('clock', `It is ${new Date().toISOString()} here.`)
  const found = `The database was written ${Math.round(ahead / 60_000)} min in the future.`
  return fault('clock', found, 'Set the clock of this machine: events get their time from it.')
}
