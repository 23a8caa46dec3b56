import type { Person } from '../../identity/person.ts'
import type { LeadRecord } from '../../leads/lead-record.ts'
import type { Visitor } from '../../visits/visitor.ts'
import type { ErasureMark, KeptRejection, LeadCount, Snapshot, VisitCount } from '../port.ts'
import { type EventRow, fromEventRows } from './event-rows.ts'
import { createLeadListing } from './lead-listing.ts'
import { type PrepareQuery, type RecordRow, readRecords, readSourceGroup } from './rows.ts'
import { createSqliteDocumentReading } from './sqlite-documents.ts'
import { createSqliteReportReading } from './sqlite-reports.ts'

/** A list is passed as one parameter: a JSON array. */
const listed = '(SELECT value FROM json_each(?))'
const wanted = `WITH wanted AS ${listed}`

const eventColumns =
  'message_id, site, trusted, subject, at, received_at, type, name, user_id, email, bot, fingerprint'

/** Creates reads by prepared statements, for use within a transaction. */
export function createSqliteSnapshot(prepare: PrepareQuery): Snapshot {
  const records = (sql: string) => prepare<RecordRow>(sql)
  const visitors = records(`SELECT record FROM visitors WHERE id IN ${listed}`)
  const visitorsOf = records(
    `SELECT record FROM visitors WHERE id IN (SELECT visitor FROM links WHERE person IN ${listed})`,
  )
  const persons = records(
    `SELECT record FROM persons WHERE lead IN (SELECT lead FROM persons WHERE key IN ${listed})`,
  )
  const members = records(`SELECT record FROM persons WHERE lead IN ${listed}`)
  const leadOf = prepare<{ lead: string }>('SELECT lead FROM persons WHERE key = ?1 OR id = ?1')
  const leads = records(`SELECT record FROM leads WHERE id IN ${listed}`)
  const dueLeads = records('SELECT record FROM leads WHERE changes_at <= ? ORDER BY changes_at LIMIT ?')
  const events = prepare<EventRow>(
    `${wanted} SELECT ${eventColumns}, traits, properties, context, source, NULL AS content
     FROM origins JOIN events ON events.origin = origins.id WHERE subject IN wanted
     UNION ALL SELECT ${eventColumns}, NULL, NULL, NULL, NULL, content FROM former_events WHERE subject IN wanted`,
  )
  const eventCount = prepare<{ count: number }>(
    `${wanted} SELECT count(*) AS count FROM
       (SELECT 1 FROM origins JOIN events ON events.origin = origins.id WHERE subject IN wanted
        UNION ALL SELECT 1 FROM former_events WHERE subject IN wanted LIMIT ?)`,
  )
  const visitCounts =
    prepare<VisitCount>(`SELECT channel, source, medium, campaign, count(*) AS visits, count(DISTINCT visitor) AS visitors
     FROM visits WHERE at >= ? AND at < ? GROUP BY channel, source, medium, campaign`)
  const leadCounts = prepare<{
    source: string
    stage: LeadCount['stage']
    leads: number
  }>(`SELECT first_source AS source, stage, count(*) AS leads FROM leads
     WHERE first_seen >= ? AND first_seen < ? AND first_source IS NOT NULL GROUP BY first_source, stage`)
  const rejected =
    prepare<KeptRejection>(`SELECT id, site, message_id AS messageId, received_at AS receivedAt, reason, message
     FROM rejected WHERE id < ? ORDER BY id DESC LIMIT ?`)
  const rejectedAbout =
    prepare<KeptRejection>(`SELECT id, site, message_id AS messageId, received_at AS receivedAt, reason, message FROM rejected
     WHERE EXISTS (SELECT 1 FROM json_each(?) AS text WHERE instr(lower(message), lower(text.value)) > 0)`)
  const erased = prepare<ErasureMark>(`SELECT mark, until FROM erased WHERE mark IN ${listed}`)
  const setting = prepare<{ value: string }>('SELECT value FROM settings WHERE name = ?')
  const listLeads = createLeadListing(prepare)

  return {
    visitors: async (ids) => readRecords<Visitor>(await visitors(JSON.stringify(ids))),
    visitorsOf: async (keys) => readRecords<Visitor>(await visitorsOf(JSON.stringify(keys))),
    persons: async (keys) => readRecords<Person>(await persons(JSON.stringify(keys))),
    members: async (ids) => readRecords<Person>(await members(JSON.stringify(ids))),
    leadOf: async (name) => (await leadOf(name))[0]?.lead ?? null,
    leads: async (ids) => readRecords<LeadRecord>(await leads(JSON.stringify(ids))),
    listLeads: async (listing) => readRecords<LeadRecord>(await listLeads(listing)),
    dueLeads: async (at, limit) => readRecords<LeadRecord>(await dueLeads(at, limit)),
    events: async (subjects) => fromEventRows(await events(JSON.stringify(subjects))),
    countEvents: async (subjects, most) => (await eventCount(JSON.stringify(subjects), most))[0]?.count ?? 0,
    countVisits: async ({ from, to }) => (await visitCounts(from, to)).map((row) => ({ ...row })),
    countLeads: async ({ from, to }) =>
      (await leadCounts(from, to)).map(({ source, stage, leads }) => ({
        ...readSourceGroup(source),
        stage,
        leads,
      })),
    rejected: async (before, limit) =>
      (await rejected(before ?? Number.MAX_SAFE_INTEGER, limit)).map((row) => ({ ...row })),
    rejectedAbout: async (texts) => (await rejectedAbout(JSON.stringify(texts))).map((row) => ({ ...row })),
    erased: async (marks) => (await erased(JSON.stringify(marks))).map((row) => ({ ...row })),
    setting: async (name) => (await setting(name))[0]?.value ?? null,
    ...createSqliteDocumentReading(prepare),
    ...createSqliteReportReading(prepare),
  }
}
