import { visitorIn } from '../../identity/naming.ts'
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
  /** Id of the context that it shares with others; null when its record holds it. */
  context: string | null
}

/** What most events have not; it is left out of their records. */
const without = { userId: null, email: null, traits: null, source: null, bot: false } as const

/** What an event has besides its row's columns, as JSON. */
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

/** The event of a row; `contexts` by their ids. What earlier releases wrote holds everything. */
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
