import type { DatabaseSync } from 'node:sqlite'
import type { LogCut } from '../port.ts'
import type { Turns } from '../turns.ts'
import { asUnavailable } from './sqlite-errors.ts'

/** How many rows of the log are looked at in one transaction, so that events that come meanwhile wait a few milliseconds. */
const ROWS_AT_ONCE = 2_000

/** An event without a word about anybody: its id and fingerprint are what is left of it. */
const EMPTY_CONTENT = '{"traits":null,"properties":{},"context":{},"source":null}'

/** As `Store.shortenLog`, some rows in each transaction; what it empties, new events fill again. */
export async function shortenSqliteLog(database: DatabaseSync, turns: Turns, cut: LogCut): Promise<number> {
  let after = 0
  let count = 0
  for (let more = true; more; ) {
    more = await turns.take(async () => {
      try {
        const { last, changed } = shortenRows(database, after, cut)
        count += changed
        after = last ?? after
        return last !== null
      } catch (error) {
        throw asUnavailable(error)
      }
    })
  }
  return count
}

/** The rows after that one; `last` is null when there is none that came before the time. */
function shortenRows(
  database: DatabaseSync,
  after: number,
  { before, types, except }: LogCut,
): { last: number | null; changed: number } {
  const range = database.prepare(
    `SELECT max(seq) AS last, min(received_at) AS earliest FROM
       (SELECT seq, received_at FROM events WHERE seq > ? ORDER BY seq LIMIT ${ROWS_AT_ONCE})`,
  )
  const { last, earliest } = range.get(after) ?? {}
  // The log is in the order of arrival, but for clocks that were set back.
  if (typeof last !== 'number' || Number(earliest) >= before) return { last: null, changed: 0 }
  const update = database.prepare(
    `UPDATE events SET subject = NULL, user_id = NULL, email = NULL, name = '', content = '${EMPTY_CONTENT}'
     WHERE seq > ? AND seq <= ? AND received_at < ? AND trusted = 0 AND subject IS NOT NULL
       AND type IN (SELECT value FROM json_each(?)) AND name NOT IN (SELECT value FROM json_each(?))`,
  )
  const { changes } = update.run(after, last, before, JSON.stringify(types), JSON.stringify(except))
  return { last, changed: Number(changes) }
}
