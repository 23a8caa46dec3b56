import { eventKey } from '../../identity/event-position.ts'
import { subjectOf } from '../../identity/subject.ts'
import type { StoredEvent } from '../../stored-event.ts'
import type { Verdict } from '../port.ts'
import { bigints, booleans, texts } from './arrays.ts'
import { insertContexts, shareContexts } from './contexts.ts'
import { ensureMonths } from './ensure-months.ts'
import { writeEventRecord } from './rows.ts'
import type { Session } from './session.ts'

/**
 * Appends new events to the log; see `Transaction.insertEvents`. Their ids are inserted first, in an order common to all
 * collectors: a second transaction with the same id waits until the first one ends.
 *
 * @param months those known to have a partition
 */
export async function insertEvents(
  session: Session,
  events: StoredEvent[],
  months: Set<string>,
): Promise<Verdict[]> {
  if (events.length === 0) return []
  const firsts = new Map<string, StoredEvent>()
  for (const event of events) {
    const key = eventKey(event)
    if (!firsts.has(key)) firsts.set(key, event)
  }
  const fresh = await insertIds(session, firsts)
  await appendToLog(
    session,
    [...firsts].flatMap(([key, event]) => (fresh.has(key) ? [event] : [])),
    months,
  )
  const fingerprints = await readFingerprints(session, firsts, fresh)
  return events.map((event) => {
    const key = eventKey(event)
    // Only the first occurrence in the list is new.
    if (fresh.delete(key)) return 'new'
    const kept = fingerprints.get(key) ?? firsts.get(key)?.fingerprint
    return kept === event.fingerprint ? 'duplicate' : 'conflict'
  })
}

interface IdRow {
  messageId: string
  site: string
  trusted: boolean
}

/** Inserts ids; returns the keys of those that were new. */
async function insertIds(session: Session, firsts: Map<string, StoredEvent>): Promise<Set<string>> {
  const ordered = [...firsts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, event]) => event)
  const inserted = await session.query<IdRow>(
    `INSERT INTO event_ids (message_id, site, trusted, fingerprint)
     SELECT * FROM unnest($1::text[], $2::text[], $3::boolean[], $4::text[])
     ON CONFLICT DO NOTHING RETURNING message_id AS "messageId", site, trusted`,
    texts(ordered.map((event) => event.messageId)),
    texts(ordered.map((event) => event.site)),
    booleans(ordered.map((event) => event.trusted)),
    texts(ordered.map((event) => event.fingerprint)),
  )
  return new Set(inserted.map(eventKey))
}

async function appendToLog(session: Session, events: StoredEvent[], months: Set<string>): Promise<void> {
  if (events.length === 0) return
  const received = events.map((event) => event.receivedAt)
  await ensureMonths(session, received, months)
  const contexts = shareContexts(events)
  insertContexts(session, contexts)
  session.send(
    `INSERT INTO events (received_at, at, subject, message_id, site, trusted, record, context)
     SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::text[], $4::text[], $5::text[], $6::boolean[], $7::text[], $8::bigint[])`,
    bigints(received),
    bigints(events.map((event) => event.at)),
    texts(events.map(subjectOf)),
    texts(events.map((event) => event.messageId)),
    texts(events.map((event) => event.site)),
    booleans(events.map((event) => event.trusted)),
    texts(events.map((event, index) => writeEventRecord(event, contexts[index] === null))),
    bigints(contexts.map((context) => context?.id ?? null)),
  )
}

/** Fingerprints of the events that were already stored, by key. */
async function readFingerprints(
  session: Session,
  firsts: Map<string, StoredEvent>,
  fresh: Set<string>,
): Promise<Map<string, string>> {
  const known = [...firsts].flatMap(([key, event]) => (fresh.has(key) ? [] : [event.messageId]))
  if (known.length === 0) return new Map()
  const rows = await session.query<IdRow & { fingerprint: string }>(
    `SELECT message_id AS "messageId", site, trusted, fingerprint FROM event_ids
     WHERE message_id = ANY($1::text[])`,
    texts(known),
  )
  return new Map(rows.map((row) => [eventKey(row), row.fingerprint]))
}
