import { subjectOf } from '../../identity/subject.ts'
import { ERASURES } from '../erasures-setting.ts'
import type { ErasureMark, KeptRejection, Snapshot, Transaction } from '../port.ts'
import { bigints, booleans, texts } from './arrays.ts'
import type { Session } from './session.ts'

type Reading = Pick<Snapshot, 'rejectedAbout' | 'erased'>
type Writing = Pick<
  Transaction,
  'deleteEvents' | 'deleteVisitors' | 'deletePersons' | 'deleteRejected' | 'erasures' | 'saveErasures'
>

/** Creates the reads that erasures need. */
export function createErasureReading(session: Session): Reading {
  return {
    rejectedAbout: async (wanted) => {
      const rows = await session.query<KeptRejection>(
        `SELECT id, site, message_id AS "messageId", received_at AS "receivedAt", reason, message FROM rejected
         WHERE EXISTS (SELECT FROM unnest($1::text[]) AS wanted (text)
           WHERE strpos(lower(message COLLATE "C"), lower(wanted.text COLLATE "C")) > 0)`,
        texts(wanted),
      )
      return rows.map((row) => ({ ...row, id: Number(row.id), receivedAt: Number(row.receivedAt) }))
    },
    erased: async (marks) => {
      const rows = await session.query<ErasureMark>(
        'SELECT mark, until FROM erased WHERE mark = ANY($1::text[])',
        texts(marks),
      )
      return rows.map(({ mark, until }) => ({ mark, until: Number(until) }))
    },
  }
}

/**
 * Creates the deletes of an erasure. Transactions that store events share an advisory lock that an erasure takes
 * exclusively.
 */
export function createErasureWriting(session: Session): Writing {
  return {
    deleteEvents: async (events) => {
      if (events.length === 0) return
      const names = [
        texts(events.map((event) => event.messageId)),
        texts(events.map((event) => event.site)),
        booleans(events.map((event) => event.trusted)),
      ]
      const places = [texts(events.map(subjectOf)), bigints(events.map((event) => event.receivedAt))]
      // The log has no index on message ids, which would slow down every insert: subject and month find the rows.
      session.send(
        `DELETE FROM events USING unnest($1::text[], $2::text[], $3::boolean[], $4::text[], $5::bigint[])
           AS gone (message_id, site, trusted, subject, received_at)
         WHERE events.subject = gone.subject AND events.received_at = gone.received_at
           AND events.message_id = gone.message_id AND events.site = gone.site AND events.trusted = gone.trusted`,
        ...names,
        ...places,
      )
      session.send(
        `DELETE FROM contexts USING unnest($1::text[], $2::bigint[]) AS gone (subject, received_at)
         WHERE contexts.subject = gone.subject AND contexts.received_at = gone.received_at
           AND NOT EXISTS (SELECT FROM events WHERE events.subject = contexts.subject
             AND events.received_at = contexts.received_at AND events.context = contexts.id)`,
        ...places,
      )
      session.send(
        `DELETE FROM event_ids USING unnest($1::text[], $2::text[], $3::boolean[]) AS gone (message_id, site, trusted)
         WHERE event_ids.message_id = gone.message_id AND event_ids.site = gone.site
           AND event_ids.trusted = gone.trusted`,
        ...names,
      )
    },
    deleteVisitors: async (visitors) => {
      if (visitors.length === 0) return
      const ids = visitors.map(({ id }) => id)
      const visits = visitors.flatMap(({ id, visits }) => visits.map((at) => ({ id, at })))
      session.send(
        `DELETE FROM visits USING unnest($1::bigint[], $2::text[]) AS gone (at, visitor)
         WHERE visits.at = gone.at AND visits.visitor = gone.visitor`,
        bigints(visits.map(({ at }) => at)),
        texts(visits.map(({ id }) => id)),
      )
      session.send('DELETE FROM links WHERE visitor = ANY($1::text[])', texts(ids))
      session.send('DELETE FROM visitors WHERE id = ANY($1::text[])', texts(ids))
    },
    deletePersons: async (keys) => {
      if (keys.length === 0) return
      session.send('DELETE FROM links WHERE person = ANY($1::text[])', texts(keys))
      session.send('DELETE FROM persons WHERE key = ANY($1::text[])', texts(keys))
    },
    deleteRejected: async (ids) => {
      if (ids.length > 0) session.send('DELETE FROM rejected WHERE id = ANY($1::bigint[])', bigints(ids))
    },
    erasures: async (toChange = false) => {
      const lock = toChange ? 'pg_advisory_xact_lock' : 'pg_advisory_xact_lock_shared'
      session.send(`SELECT ${lock}(hashtextextended('leadlight erasures ' || current_schema(), 0))`)
      const [saved] = await session.query<{ value: string | null }>(
        'SELECT value FROM settings WHERE name = $1',
        ERASURES,
      )
      return saved?.value == null ? null : JSON.parse(saved.value)
    },
    saveErasures: async (erasures, marks) => {
      session.send(
        `INSERT INTO settings (name, value) VALUES ($1, $2)
         ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
        ERASURES,
        JSON.stringify(erasures),
      )
      // PostgreSQL rejects an upsert that contains the same key twice.
      const latest = new Map<string, number>()
      for (const { mark, until } of marks) latest.set(mark, Math.max(until, latest.get(mark) ?? until))
      session.send(
        `INSERT INTO erased (mark, until) SELECT * FROM unnest($1::text[], $2::bigint[])
         ON CONFLICT (mark) DO UPDATE SET until = greatest(erased.until, excluded.until)`,
        texts([...latest.keys()]),
        bigints([...latest.values()]),
      )
    },
  }
}
