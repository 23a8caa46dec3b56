import { setTimeout as sleep } from 'node:timers/promises'
import type { LogCut } from '../port.ts'
import { StoreUnavailableError } from '../store-unavailable-error.ts'
import { texts } from './arrays.ts'
import type { Database } from './database.ts'
import { isLockTimeout } from './postgres-errors.ts'
import type { Session } from './session.ts'

const PARTITION = /^events_(\d{4})_(\d\d)$/

/** So long may writers be held up by one who waits for readers. */
const LONGEST_HOLD_MS = 250

/** How often it is tried, and how long in between writers go on. */
const ATTEMPTS = 10
const PAUSE_MS = 500

/** What is taken out, of a month's table. */
const TAKEN_OUT = `NOT trusted AND record::jsonb ->> 'type' = ANY($1::text[]) AND record::jsonb ->> 'name' <> ALL($2::text[])`

/**
 * As `Store.shortenLog`, by whole months: the partition is dropped, and one with nothing but what stays takes its place. So
 * no row is deleted, and nothing is left to be vacuumed.
 */
export async function shortenPostgresLog(database: Database, cut: LogCut): Promise<number> {
  const months = await database.within('read', (session) => oldMonths(session, cut.before))
  let count = 0
  for (const month of months) {
    count += await whenFree(() => database.within('write', (session) => shortenMonth(session, month, cut)))
  }
  return count
}

/** Tries again as long as somebody reads the log, which must not hold up those who write to it. */
async function whenFree<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      if (!isLockTimeout(error)) throw error
      if (attempt === ATTEMPTS) {
        throw new StoreUnavailableError(
          'PostgreSQL: somebody reads the log for long, such as a backup; shorten it when that is done',
          { cause: error },
        )
      }
      await sleep(PAUSE_MS)
    }
  }
}

interface Month {
  table: string
  /** Received from then on, before then; milliseconds since 1970. */
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
  // A large month takes its time, whatever this user's statements may take as a rule.
  await session.command('SET LOCAL statement_timeout = 0')
  // Erasures wait; nothing is written to a month that is over.
  await session.command(`LOCK TABLE ${table} IN EXCLUSIVE MODE`)
  const [found] = await session.query<{ count: string }>(
    `SELECT count(*) AS count FROM ${table} WHERE ${TAKEN_OUT}`,
    texts(cut.types),
    texts(cut.except),
  )
  const count = Number(found?.count)
  if (count === 0) return 0
  await session.command(`CREATE TABLE ${table}_kept (LIKE events INCLUDING ALL)`)
  await session.query(
    `INSERT INTO ${table}_kept SELECT * FROM ${table} WHERE NOT (${TAKEN_OUT})`,
    texts(cut.types),
    texts(cut.except),
  )
  await session.command(`DELETE FROM contexts WHERE received_at >= ${from} AND received_at < ${to}
    AND NOT EXISTS (SELECT FROM ${table}_kept AS kept WHERE kept.subject = contexts.subject AND kept.context = contexts.id)`)
  // Who writes to the log waits from here to the end, which is near, or else given up.
  await session.command(`SET LOCAL lock_timeout = '${LONGEST_HOLD_MS}ms'; ALTER TABLE events DETACH PARTITION ${table}; DROP TABLE ${table};
    ALTER TABLE ${table}_kept RENAME TO ${table};
    ALTER TABLE events ATTACH PARTITION ${table} FOR VALUES FROM (${from}) TO (${to})`)
  return count
}
