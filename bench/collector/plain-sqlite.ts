import { DatabaseSync } from 'node:sqlite'
import { inGroups } from './group.ts'
import { eventsIn, usualShape } from './load.ts'
import { measure } from './measure.ts'
import type { Way } from './throughput.ts'

/**
 * The table that one would write first: a row an event, its id unique as text, the message as JSON, an index by visitor. Inserted by
 * a prepared statement in grouped commits; messages are parsed beforehand, and neither checked nor scored.
 */
export function plainWay(file: string): Way {
  const database = new DatabaseSync(file)
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
    CREATE TABLE events (message_id TEXT PRIMARY KEY, anonymous_id TEXT, at INTEGER, received_at INTEGER, type TEXT, message TEXT);
    CREATE INDEX events_by_visitor ON events (anonymous_id, at)`)
  const insert = database.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING')
  const commit = inGroups<Row[]>((batches) => {
    database.exec('BEGIN IMMEDIATE')
    for (const rows of batches) for (const row of rows) insert.run(...row)
    database.exec('COMMIT')
  })
  return {
    what: 'bare insert of plain rows, by text ids',
    async round(load) {
      const work = load.map((bodies) => bodies.map(toRows))
      return measure(work, eventsIn(usualShape), async (own) => {
        for (const rows of own) await commit(rows)
      })
    },
    end: () => database.close(),
  }
}

type Row = [
  messageId: string,
  anonymousId: string,
  at: number,
  receivedAt: number,
  type: string,
  message: string,
]

interface Body {
  anonymousId: string
  context: object
  batch: { messageId: string; timestamp: string; type: string }[]
}

function toRows(text: string): Row[] {
  const body = JSON.parse(text) as Body
  return body.batch.map((message) => [
    message.messageId,
    body.anonymousId,
    Date.parse(message.timestamp),
    Date.now(),
    message.type,
    JSON.stringify({ ...message, context: body.context }),
  ])
}
