import { Buffer } from 'node:buffer'
import { visitorIn } from '../../identity/subject.ts'
import type { StoredEvent } from '../../stored-event.ts'

/** A row of the log with its origin; a row written by an earlier release has `content` instead. */
export interface EventRow {
  message_id: ShortId
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
  traits: string | null
  properties: string | null
  context: string | null
  source: string | null
  /** JSON of traits, properties, context and source. */
  content: string | null
}

/** A `messageId` as stored in the log and its index: a UUID as its 16 bytes, anything else as text. */
export type ShortId = string | Uint8Array

const UUID_LENGTH = 36
/** Lower case only, so that the text can be restored from the bytes. */
const uuid = /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/

/** Converts a `messageId` to its stored form, without collisions. */
export function shortId(messageId: string): ShortId {
  if (messageId.length !== UUID_LENGTH || !uuid.test(messageId)) return messageId
  return Buffer.from(messageId.replaceAll('-', ''), 'hex')
}

/** The inverse of {@link shortId}. */
export function fullId(id: ShortId): string {
  if (typeof id === 'string') return id
  const digits = Buffer.from(id).toString('hex')
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

/** The values of an event's row, in the order of the columns, without `seq`. */
export function toEventRow(event: StoredEvent, origin: number): (ShortId | number | null)[] {
  const { traits, properties, source } = event
  return [
    shortId(event.messageId),
    event.site,
    Number(event.trusted),
    origin,
    event.at,
    event.receivedAt,
    event.type,
    event.name,
    event.userId,
    event.email,
    Number(event.bot),
    event.fingerprint,
    traits === null ? null : JSON.stringify(traits),
    JSON.stringify(properties),
    source === null ? null : JSON.stringify(source),
  ]
}

/** The events in rows. Consecutive rows mostly have the same origin, and their events then share one context object. */
export function fromEventRows(rows: EventRow[]): StoredEvent[] {
  let last: { text: string; context: StoredEvent['context'] } | undefined
  const readContext = (text: string) => {
    if (last?.text !== text) last = { text, context: JSON.parse(text) }
    return last.context
  }
  return rows.map((row) => fromEventRow(row, readContext))
}

type Content = Pick<StoredEvent, 'traits' | 'properties' | 'context' | 'source'>

function fromEventRow(row: EventRow, readContext: (text: string) => StoredEvent['context']): StoredEvent {
  const content: Content =
    row.content !== null
      ? JSON.parse(row.content)
      : {
          traits: row.traits === null ? null : JSON.parse(row.traits),
          properties: JSON.parse(row.properties ?? '{}'),
          context: readContext(row.context ?? '{}'),
          source: row.source === null ? null : JSON.parse(row.source),
        }
  return {
    messageId: fullId(row.message_id),
    site: row.site,
    trusted: row.trusted === 1,
    type: row.type,
    name: row.name,
    anonymousId: visitorIn(row.subject),
    userId: row.user_id,
    email: row.email,
    at: row.at,
    receivedAt: row.received_at,
    bot: row.bot === 1,
    fingerprint: row.fingerprint,
    ...content,
  }
}
