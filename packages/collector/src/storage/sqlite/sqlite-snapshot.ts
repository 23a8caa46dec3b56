import type { DatabaseSync } from 'node:sqlite'
import type { Person } from '../../identity/person.ts'
import type { LeadRecord } from '../../leads/lead-record.ts'
import type { Visitor } from '../../visits/visitor.ts'
import type { ErasureMark, KeptRejection, LeadCount, Snapshot, VisitCount } from '../port.ts'
import { createLeadListing } from './lead-listing.ts'
import {
  type EventRow,
  fromEventRow,
  prepareQuery,
  type RecordRow,
  readRecords,
  readSourceGroup,
} from './rows.ts'
import { createSqliteDocumentReading } from './sqlite-documents.ts'

/** A list parameter travels as one JSON array. */
const listed = '(SELECT value FROM json_each(?))'

/** Reads by prepared statements; belongs into a transaction. */
export function createSqliteSnapshot(database: DatabaseSync): Snapshot {
  const records = (sql: string) => prepareQuery<RecordRow>(database, sql)
  const visitors = records(`SELECT record FROM visitors WHERE id IN ${listed}`)
  const visitorsOf = records(
    `SELECT record FROM visitors WHERE id IN (SELECT visitor FROM links WHERE person IN ${listed})`,
  )
  const persons = records(
    `SELECT record FROM persons WHERE lead IN (SELECT lead FROM persons WHERE key IN ${listed})`,
  )
  const members = records(`SELECT record FROM persons WHERE lead IN ${listed}`)
  const leadOf = prepareQuery<{ lead: string }>(
    database,
    'SELECT lead FROM persons WHERE key = ?1 OR id = ?1',
  )
  const leads = records(`SELECT record FROM leads WHERE id IN ${listed}`)
  const dueLeads = records('SELECT record FROM leads WHERE changes_at <= ? ORDER BY changes_at LIMIT ?')
  const events = prepareQuery<EventRow>(database, `SELECT * FROM events WHERE subject IN ${listed}`)
  const eventCount = prepareQuery<{ count: number }>(
    database,
    `SELECT count(*) AS count FROM (SELECT 1 FROM events WHERE subject IN ${listed} LIMIT ?)`,
  )
  const visitCounts = prepareQuery<VisitCount>(
    database,
    `SELECT channel, source, medium, campaign, count(*) AS visits, count(DISTINCT visitor) AS visitors
     FROM visits WHERE at >= ? AND at < ? GROUP BY channel, source, medium, campaign`,
  )
  const leadCounts = prepareQuery<{ source: string; stage: LeadCount['stage']; leads: number }>(
    database,
    `SELECT first_source AS source, stage, count(*) AS leads FROM leads
     WHERE first_seen >= ? AND first_seen < ? AND first_source IS NOT NULL GROUP BY first_source, stage`,
  )
  const rejected = prepareQuery<KeptRejection>(
    database,
    `SELECT id, site, message_id AS messageId, received_at AS receivedAt, reason, message
     FROM rejected WHERE id < ? ORDER BY id DESC LIMIT ?`,
  )
  const rejectedAbout = prepareQuery<KeptRejection>(
    database,
    `SELECT id, site, message_id AS messageId, received_at AS receivedAt, reason, message FROM rejected
     WHERE EXISTS (SELECT 1 FROM json_each(?) AS text WHERE instr(lower(message), lower(text.value)) > 0)`,
  )
  const erased = prepareQuery<ErasureMark>(database, `SELECT mark, until FROM erased WHERE mark IN ${listed}`)
  const setting = prepareQuery<{ value: string }>(database, 'SELECT value FROM settings WHERE name = ?')
  const listLeads = createLeadListing(database)

  return {
    visitors: async (ids) => readRecords<Visitor>(visitors(JSON.stringify(ids))),
    visitorsOf: async (keys) => readRecords<Visitor>(visitorsOf(JSON.stringify(keys))),
    persons: async (keys) => readRecords<Person>(persons(JSON.stringify(keys))),
    members: async (ids) => readRecords<Person>(members(JSON.stringify(ids))),
    leadOf: async (name) => leadOf(name)[0]?.lead ?? null,
    leads: async (ids) => readRecords<LeadRecord>(leads(JSON.stringify(ids))),
    listLeads: async (listing) => readRecords<LeadRecord>(listLeads(listing)),
    dueLeads: async (at, limit) => readRecords<LeadRecord>(dueLeads(at, limit)),
    events: async (subjects) => events(JSON.stringify(subjects)).map(fromEventRow),
    countEvents: async (subjects, most) => eventCount(JSON.stringify(subjects), most)[0]?.count ?? 0,
    countVisits: async ({ from, to }) => visitCounts(from, to).map((row) => ({ ...row })),
    countLeads: async ({ from, to }) =>
      leadCounts(from, to).map(({ source, stage, leads }) => ({ ...readSourceGroup(source), stage, leads })),
    rejected: async (before, limit) =>
      rejected(before ?? Number.MAX_SAFE_INTEGER, limit).map((row) => ({ ...row })),
    rejectedAbout: async (texts) => rejectedAbout(JSON.stringify(texts)).map((row) => ({ ...row })),
    erased: async (marks) => erased(JSON.stringify(marks)).map((row) => ({ ...row })),
    setting: async (name) => setting(name)[0]?.value ?? null,
    ...createSqliteDocumentReading(database),
  }
}
