import { setTimeout as sleep } from 'node:timers/promises'
import type { LogCut } from '../port.ts'
import { StoreUnavailableError } from '../store-unavailable-error.ts'
import { texts } from './arrays.ts'
import type { Database } from './database.ts'
import { isLockTimeout } from './postgres-errors.ts'
import type { Session } from './session.ts'

const PARTITION = /^events_(\d{4})_(\d\d)$/

/** How long a pending lock on the log may block writers, in milliseconds. */
const LONGEST_HOLD_MS = 250

/** How often to retry, and the pause in which writers proceed. */
const ATTEMPTS = 10
const PAUSE_MS = 500

/**
 * The type of an event, and its name as JSON. Both are found by their keys, which cannot occur within a text before them, and
 * not by PostgreSQL's functions for JSON, which fail for a record with half a character, as earlier releases wrote them.
 */
const TYPE = `substring(record FROM '"type":"([a-z]+)"')`
const NAME = String.raw`substring(record FROM '"name":("(?:[^"\\]|\\.)*")')`

/** Condition for the events to delete; true or false for every row. */
const TAKEN_OUT = `NOT trusted AND coalesce(${TYPE} = ANY($1::text[]) AND ${NAME} <> ALL($2::text[]), false)`

/**
 * Deletes old events by whole months, as `Store.shortenLog` describes: a new partition with the events to keep replaces
 * the old one. So no row is deleted, and nothing needs a vacuum.
 */
export async function shortenPostgresLog(database: Database, cut: LogCut): Promise<number> {
  const months = await database.within('read', (session) => oldMonths(session, cut.before))
  let count = 0
  for (const month of months) {
    count += await whenFree(() => database.within('rewrite', (session) => shortenMonth(session, month, cut)))
  }
  return count
}

/**
 * Retries while a reader of the log blocks the exchange of partitions, with pauses so that writers are not blocked for
 * long.
 */
async function whenFree<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      if (!isLockTimeout(error)) throw error
      if (attempt === ATTEMPTS) {
        throw new StoreUnavailableError(
          'PostgreSQL: another connection is reading the log, such as a backup; try again when it is done',
          { cause: error },
        )
      }
      await sleep(PAUSE_MS)
    }
  }
}

interface Month {
  table: string
  /** Received at or after `from` and before `to`; milliseconds since 1970. */
  from: number
  to: number
}

async function oldMonths(session: Session, before: number): Promise<Month[]> {
  const rows = await session.query<{ name: string }>(
    `SELECT relname AS name FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
     WHERE inhparent = to_regclass('events') ORDER BY relname`,
  )
  return rows.flatMap(({ name }) => {
    const [, year, month] = PARTITION.exec(name) ?? []
    if (year === undefined || month === undefined) return []
    const from = Date.UTC(Number(year), Number(month) - 1)
    const to = Date.UTC(Number(year), Number(month))
    return to <= before ? [{ table: name, from, to }] : []
  })
}

async function shortenMonth(session: Session, { table, from, to }: Month, cut: LogCut): Promise<number> {
  const names = texts(cut.except.map((name) => JSON.stringify(name)))
  // A large month may take longer than this user's usual statement timeout.
  await session.command('SET LOCAL statement_timeout = 0')
  // Blocks erasures; nothing else writes to a past month.
  await session.command(`LOCK TABLE ${table} IN EXCLUSIVE MODE`)
  const [found] = await session.query<{ count: string }>(
    `SELECT count(*) AS count FROM ${table} WHERE ${TAKEN_OUT}`,
    texts(cut.types),
    names,
  )
  const count = Number(found?.count)
  if (count === 0) return 0
  // Because of the constraint, the exchange below need not read all rows to see that they belong to the month.
  await session.command(`CREATE TABLE ${table}_kept (LIKE events INCLUDING ALL,
    CONSTRAINT of_month CHECK (received_at >= ${from} AND received_at < ${to}))`)
  await session.query(
    `INSERT INTO ${table}_kept SELECT * FROM ${table} WHERE NOT (${TAKEN_OUT})`,
    texts(cut.types),
    names,
  )
  await session.command(`DELETE FROM contexts WHERE received_at >= ${from} AND received_at < ${to}
    AND NOT EXISTS (SELECT FROM ${table}_kept AS kept WHERE kept.subject = contexts.subject AND kept.context = contexts.id)`)
  // From here on writers to the log wait, until the commit or the lock timeout.
  await session.command(`SET LOCAL lock_timeout = '${LONGEST_HOLD_MS}ms'; ALTER TABLE events DETACH PARTITION ${table}; DROP TABLE ${table};
    ALTER TABLE ${table}_kept RENAME TO ${table};
    ALTER TABLE events ATTACH PARTITION ${table} FOR VALUES FROM (${from}) TO (${to});
    ALTER TABLE ${table} DROP CONSTRAINT of_month`)
  return count
}
