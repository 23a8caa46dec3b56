import type { StoredEvent } from '../../stored-event.ts'

/** A record kept as JSON; null in a row that only holds a place. */
export interface RecordRow {
  record: string | null
}

/** The records in rows. */
export function readRecords<Item>(rows: RecordRow[]): Item[] {
  return rows.flatMap(({ record }) => (record === null ? [] : [JSON.parse(record)]))
}

/** A row of the log; 64-bit numbers come as text. */
export interface EventRow {
  received_at: string
  at: string
  subject: string | null
  message_id: string
  site: string
  trusted: boolean
  record: string
}

/** What an event has besides its row's columns, as JSON. */
export function writeEventRecord(event: StoredEvent): string {
  const { messageId: _id, site: _site, trusted: _trusted, at: _at, receivedAt: _received, ...rest } = event
  return JSON.stringify(rest)
}

/** The event of a row. */
export function fromEventRow(row: EventRow): StoredEvent {
  return {
    messageId: row.message_id,
    site: row.site,
    trusted: row.trusted,
    at: Number(row.at),
    receivedAt: Number(row.received_at),
    ...JSON.parse(row.record),
  }
}
