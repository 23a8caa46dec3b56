import type { DatabaseSync } from 'node:sqlite'
import type { Mutex } from '../mutex.ts'
import type { LogCut } from '../port.ts'
import { rollBack } from './connection.ts'
import { createOrigins } from './origins.ts'
import { prepareQuery } from './rows.ts'
import { asUnavailable } from './sqlite-errors.ts'

/** Rows of the log that are examined per transaction, so that incoming events wait only a few milliseconds. */
const ROWS_AT_ONCE = 2_000

/** Assignments that remove all personal data from an event; its id and fingerprint remain. */
const emptied = {
  events: `origin = NULL, traits = NULL, properties = '{}', source = NULL`,
  former_events: `subject = NULL, content = '{"traits":null,"properties":{},"context":{},"source":null}'`,
} as const

type Table = keyof typeof emptied

/** The column that tells whose event it is. */
const owners = { events: 'origin', former_events: 'subject' } as const

/** Deletes old events as `Store.shortenLog` describes, some rows per transaction; new rows reuse the space. */
export async function shortenSqliteLog(database: DatabaseSync, mutex: Mutex, cut: LogCut): Promise<number> {
  let count = 0
  for (const table of ['former_events', 'events'] as const) {
    let after = 0
    for (let more = true; more; ) {
      more = await mutex.run(async () => {
        const { last, changed } = within(database, () => shortenRows(database, table, after, cut))
        count += changed
        after = last ?? after
        return last !== null
      })
    }
  }
  return count
}

function within<Result>(database: DatabaseSync, work: () => Result): Result {
  try {
    database.exec('BEGIN IMMEDIATE')
    const result = work()
    database.exec('COMMIT')
    return result
  } catch (error) {
    rollBack(database)
    throw asUnavailable(error)
  }
}

/** Shortens the rows after `after`; `last` is null when none of them arrived before the time of the cut. */
function shortenRows(
  database: DatabaseSync,
  table: Table,
  after: number,
  { before, types, except }: LogCut,
): { last: number | null; changed: number } {
  const range = database.prepare(
    `SELECT max(seq) AS last, min(received_at) AS earliest FROM
       (SELECT seq, received_at FROM ${table} WHERE seq > ? ORDER BY seq LIMIT ${ROWS_AT_ONCE})`,
  )
  const { last, earliest } = range.get(after) ?? {}
  // The log is in the order of arrival, except where a clock was set back.
  if (typeof last !== 'number' || Number(earliest) >= before) return { last: null, changed: 0 }
  const owner = owners[table]
  const taken = `seq > ? AND seq <= ? AND received_at < ? AND trusted = 0 AND ${owner} IS NOT NULL
    AND type IN (SELECT value FROM json_each(?)) AND name NOT IN (SELECT value FROM json_each(?))`
  const parameters = [after, last, before, JSON.stringify(types), JSON.stringify(except)]
  const ownersOfThem = prepareQuery<{ owner: number }>(
    database,
    `SELECT DISTINCT ${owner} AS owner FROM ${table} WHERE ${taken}`,
  )
  const origins = table === 'events' ? ownersOfThem(...parameters) : []
  const { changes } = database
    .prepare(`UPDATE ${table} SET ${emptied[table]}, user_id = NULL, email = NULL, name = '' WHERE ${taken}`)
    .run(...parameters)
  createOrigins(database).removeUnused(origins.map((row) => row.owner))
  return { last, changed: Number(changes) }
}
