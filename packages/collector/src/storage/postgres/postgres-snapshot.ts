import type { Person } from '../../identity/person.ts'
import type { LeadRecord } from '../../leads/lead-record.ts'
import type { Visitor } from '../../visits/visitor.ts'
import type { KeptRejection, LeadCount, Snapshot, VisitCount } from '../port.ts'
import { texts } from './arrays.ts'
import { createErasureReading } from './erasure.ts'
import { listLeads } from './list-leads.ts'
import { PERSONS_OF_SAME_LEADS } from './lock-persons.ts'
import { createPostgresDocumentReading } from './postgres-documents.ts'
import { createPostgresReportReading } from './postgres-reports.ts'
import { createEventReading } from './read-events.ts'
import { type RecordRow, readRecords } from './rows.ts'
import type { Parameter, Session } from './session.ts'

/** Creates reads without locks, for use within a transaction. */
export function createPostgresSnapshot(session: Session): Snapshot {
  const records = async <Item>(sql: string, ...values: Parameter[]) =>
    readRecords<Item>(await session.query<RecordRow>(sql, ...values))
  const setting = 'SELECT value FROM settings WHERE name = $1'

  return {
    ...createErasureReading(session),
    ...createPostgresDocumentReading(session),
    ...createPostgresReportReading(session),
    visitors: (ids) => records<Visitor>('SELECT record FROM visitors WHERE id = ANY($1::text[])', texts(ids)),
    visitorsOf: (persons) =>
      records<Visitor>(
        `SELECT record FROM visitors WHERE record IS NOT NULL
         AND id = ANY(ARRAY(SELECT visitor FROM links WHERE person = ANY($1::text[])))`,
        texts(persons),
      ),
    persons: (keys) => records<Person>(PERSONS_OF_SAME_LEADS, texts(keys)),
    members: (leads) =>
      records<Person>(
        'SELECT record FROM persons WHERE lead = ANY($1::text[]) AND record IS NOT NULL',
        texts(leads),
      ),
    leadOf: async (name) => {
      const rows = await session.query<{ lead: string | null }>(
        'SELECT lead FROM persons WHERE key = $1 UNION ALL SELECT lead FROM persons WHERE id = $1',
        name,
      )
      return rows[0]?.lead ?? null
    },
    leads: (ids) => records<LeadRecord>('SELECT record FROM leads WHERE id = ANY($1::text[])', texts(ids)),
    listLeads: (listing) => listLeads(session, listing),
    dueLeads: (at, limit) =>
      records<LeadRecord>(
        'SELECT record FROM leads WHERE changes_at <= $1 ORDER BY changes_at LIMIT $2',
        at,
        limit,
      ),
    events: createEventReading(session),
    countEvents: async (subjects, most) => {
      const rows = await session.query<{ count: number }>(
        `SELECT count(*)::integer AS count
         FROM (SELECT 1 FROM events WHERE subject = ANY($1::text[]) LIMIT $2) AS first_ones`,
        texts(subjects),
        most,
      )
      return rows[0]?.count ?? 0
    },
    countVisits: ({ from, to }) =>
      session.query<VisitCount>(
        `SELECT channel, source, medium, campaign, count(*)::integer AS visits,
           count(DISTINCT visitor)::integer AS visitors
         FROM visits WHERE at >= $1 AND at < $2 GROUP BY channel, source, medium, campaign`,
        from,
        to,
      ),
    countLeads: ({ from, to }) =>
      session.query<LeadCount>(
        `SELECT first_channel AS channel, first_source AS source, first_medium AS medium, first_campaign AS campaign,
           stage, count(*)::integer AS leads
         FROM leads WHERE first_seen >= $1 AND first_seen < $2 AND first_channel IS NOT NULL
         GROUP BY first_channel, first_source, first_medium, first_campaign, stage`,
        from,
        to,
      ),
    rejected: async (before, limit) => {
      const rows = await session.query<KeptRejection>(
        `SELECT id, site, message_id AS "messageId", received_at AS "receivedAt", reason, message
         FROM rejected WHERE id < $1 ORDER BY id DESC LIMIT $2`,
        before ?? Number.MAX_SAFE_INTEGER,
        limit,
      )
      // The driver returns 64-bit integers as strings.
      return rows.map((row) => ({ ...row, id: Number(row.id), receivedAt: Number(row.receivedAt) }))
    },
    setting: async (name) => (await session.query<{ value: string | null }>(setting, name))[0]?.value ?? null,
  }
}
