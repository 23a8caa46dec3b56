import type { DatabaseSync } from 'node:sqlite'
import type { Snapshot, Transaction, Verdict } from '../port.ts'
import { type EventRow, fromEventRows, shortId, toEventRow } from './event-rows.ts'
import { createFormerLog } from './former-log.ts'
import { createOrigins } from './origins.ts'
import { LISTED, type PrepareQuery, prepareQuery } from './rows.ts'

/** Creates appending to and deleting from the log by prepared statements, for use within a transaction. */
export function createSqliteLog(database: DatabaseSync): Pick<Transaction, 'insertEvents' | 'deleteEvents'> {
  const former = createFormerLog(database)
  const origins = createOrigins(database)
  const insert = database.prepare(
    `INSERT INTO events (message_id, site, trusted, origin, at, received_at, type, name, user_id, email, bot,
       fingerprint, traits, properties, source)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  )
  const named = 'WHERE message_id = ? AND site = ? AND trusted = ?'
  const fingerprint = prepareQuery<{ fingerprint: string }>(
    database,
    `SELECT fingerprint FROM events ${named}`,
  )
  const remove = prepareQuery<{ origin: number | null }>(
    database,
    `DELETE FROM events ${named} RETURNING origin`,
  )

  return {
    insertEvents: async (events) => {
      const open = origins.open()
      const verdicts = events.map((event): Verdict => {
        let known = former.fingerprintOf(event)
        if (known === undefined) {
          const origin = open.of(event)
          if (insert.run(...toEventRow(event, origin)).changes !== 0) {
            open.keep(origin)
            return 'new'
          }
          known = fingerprint(shortId(event.messageId), event.site, Number(event.trusted))[0]?.fingerprint
        }
        return known === event.fingerprint ? 'duplicate' : 'conflict'
      })
      open.end()
      return verdicts
    },
    deleteEvents: async (events) => {
      const touched = new Set<number>()
      for (const event of events) {
        former.remove(event)
        for (const { origin } of remove(shortId(event.messageId), event.site, Number(event.trusted))) {
          if (origin !== null) touched.add(origin)
        }
      }
      origins.removeUnused(touched)
    },
  }
}

const wanted = `WITH wanted AS ${LISTED}`

const columns =
  'message_id, site, trusted, subject, at, received_at, type, name, user_id, email, bot, fingerprint'

/** Creates the reading of the log by prepared statements, for use within a transaction. */
export function createSqliteLogReading(prepare: PrepareQuery): Pick<Snapshot, 'events' | 'countEvents'> {
  const events = prepare<EventRow>(
    `${wanted} SELECT ${columns}, traits, properties, context, source, NULL AS content
     FROM origins JOIN events ON events.origin = origins.id WHERE subject IN wanted
     UNION ALL SELECT ${columns}, NULL, NULL, NULL, NULL, content FROM former_events WHERE subject IN wanted`,
  )
  const eventCount = prepare<{ count: number }>(
    `${wanted} SELECT count(*) AS count FROM
       (SELECT 1 FROM origins JOIN events ON events.origin = origins.id WHERE subject IN wanted
        UNION ALL SELECT 1 FROM former_events WHERE subject IN wanted LIMIT ?)`,
  )
  return {
    events: async (subjects) => fromEventRows(await events(JSON.stringify(subjects))),
    countEvents: async (subjects, most) => (await eventCount(JSON.stringify(subjects), most))[0]?.count ?? 0,
  }
}
