import type { DatabaseSync, SQLInputValue } from 'node:sqlite'
import { subjectOf } from '../../identity/naming.ts'
import type { StoredEvent } from '../../stored-event.ts'
import type { SourceGroup } from '../port.ts'

/** A prepared query that gives rows of a known shape. */
export type Query<Row> = (...parameters: SQLInputValue[]) => Row[]

/** A query that may be done elsewhere. */
export type DistantQuery<Row> = (...parameters: SQLInputValue[]) => Row[] | Promise<Row[]>

/** Prepares queries; that their rows have the shape is for the caller to see to. */
export type PrepareQuery = <Row>(sql: string) => DistantQuery<Row>

/** Prepares a query; that its rows have the shape is for the caller to see to. */
export function prepareQuery<Row>(database: DatabaseSync, sql: string): Query<Row> {
  const statement = database.prepare(sql)
  return (...parameters) => statement.all(...parameters) as unknown as Row[]
}

/** A record kept as JSON. */
export interface RecordRow {
  record: string
}

/** The records in rows. */
export function readRecords<Item>(rows: RecordRow[]): Item[] {
  return rows.map((row) => JSON.parse(row.record))
}

/** What reports group by, as one text. */
export function writeSourceGroup({ channel, source, medium, campaign }: SourceGroup): string {
  return JSON.stringify([channel, source, medium, campaign])
}

/** The opposite of {@link writeSourceGroup}. */
export function readSourceGroup(text: string): SourceGroup {
  const [channel, source, medium, campaign] = JSON.parse(text)
  return { channel, source, medium, campaign }
}

/** A row of the log. */
export interface EventRow {
  message_id: string
  site: string
  trusted: number
  subject: string | null
  at: number
  received_at: number
  type: StoredEvent['type']
  name: string
  user_id: string | null
  email: string | null
  bot: number
  fingerprint: string
  content: string
}

type Content = Pick<StoredEvent, 'traits' | 'properties' | 'context' | 'source'>

/**
 * Makes the function that gives the columns of an event, in the order of the table, without `seq`. The events of a batch
 * mostly share one context, so the text of the last one is kept.
 */
export function createEventRows(): (event: StoredEvent) => (string | number | null)[] {
  let last: { context: StoredEvent['context']; text: string } | undefined
  const contextText = (context: StoredEvent['context']) => {
    if (last?.context !== context) last = { context, text: `,"context":${JSON.stringify(context)},"source":` }
    return last.text
  }
  return (event) => toEventRow(event, contextText(event.context))
}

const withoutTraits = '{"traits":null,"properties":'

function toEventRow(event: StoredEvent, context: string): (string | number | null)[] {
  const { traits, properties, source } = event
  return [
    event.messageId,
    event.site,
    Number(event.trusted),
    subjectOf(event),
    event.at,
    event.receivedAt,
    event.type,
    event.name,
    event.userId,
    event.email,
    Number(event.bot),
    event.fingerprint,
    // Of as few pieces as can be: each is copied.
    (traits === null ? withoutTraits : `{"traits":${JSON.stringify(traits)},"properties":`) +
      JSON.stringify(properties) +
      context +
      (source === null ? 'null}' : `${JSON.stringify(source)}}`),
  ]
}

const visitorPrefix = 'visitor:'

/** The event of a row. */
export function fromEventRow(row: EventRow): StoredEvent {
  const content: Content = JSON.parse(row.content)
  return {
    messageId: row.message_id,
    site: row.site,
    trusted: row.trusted === 1,
    type: row.type,
    name: row.name,
    anonymousId: row.subject?.startsWith(visitorPrefix) ? row.subject.slice(visitorPrefix.length) : null,
    userId: row.user_id,
    email: row.email,
    at: row.at,
    receivedAt: row.received_at,
    bot: row.bot === 1,
    fingerprint: row.fingerprint,
    ...content,
  }
}
