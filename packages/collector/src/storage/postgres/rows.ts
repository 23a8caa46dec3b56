import { visitorIn } from '../../identity/subject.ts'
import type { StoredEvent } from '../../stored-event.ts'

/** A row with a record as JSON; null in an empty row that only serves as a lock. */
export interface RecordRow {
  record: string | null
}

/** Parses the records of rows, without the empty ones. */
export function readRecords<Item>(rows: RecordRow[]): Item[] {
  return rows.flatMap(({ record }) => (record === null ? [] : [JSON.parse(record)]))
}

/** A row of the log; the driver returns 64-bit integers as strings. */
export interface EventRow {
  received_at: string
  at: string
  subject: string | null
  message_id: string
  site: string
  trusted: boolean
  record: string
  /** Id of the context it shares with other events; null when the record contains the context. */
  context: string | null
}

/** Defaults of the fields that are left out of records. */
const without = { userId: null, email: null, traits: null, source: null, bot: false } as const

/** The part of an event that the columns of its row do not hold, as JSON. */
export function writeEventRecord(event: StoredEvent, holdsContext: boolean): string {
  const { type, name, userId, email, traits, properties, context, source, bot, fingerprint } = event
  return JSON.stringify({
    type,
    name,
    properties,
    fingerprint,
    userId: userId ?? undefined,
    email: email ?? undefined,
    traits: traits ?? undefined,
    source: source ?? undefined,
    bot: bot || undefined,
    context: holdsContext ? context : undefined,
  })
}

/** The event in a row; `contexts` by id. A record written by an earlier release contains all fields. */
export function fromEventRow(row: EventRow, contexts: Map<string, StoredEvent['context']>): StoredEvent {
  return {
    messageId: row.message_id,
    site: row.site,
    trusted: row.trusted,
    anonymousId: visitorIn(row.subject),
    at: Number(row.at),
    receivedAt: Number(row.received_at),
    ...without,
    context: contexts.get(row.context ?? '') ?? {},
    ...JSON.parse(row.record),
  }
}
