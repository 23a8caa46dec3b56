import type { Person } from '../../identity/person.ts'
import type { LeadRecord } from '../../leads/lead-record.ts'
import type { Visitor } from '../../visits/visitor.ts'
import type { Snapshot } from '../port.ts'
import { createLeadListing } from './lead-listing.ts'
import { LISTED, type PrepareQuery, type RecordRow, readRecords } from './rows.ts'
import { createSqliteDocumentReading } from './sqlite-documents.ts'
import { createSqliteLogReading } from './sqlite-log.ts'
import { createSqliteRejectionReading } from './sqlite-rejections.ts'
import { createSqliteReportReading } from './sqlite-reports.ts'

/** Creates reads by prepared statements, for use within a transaction. */
export function createSqliteSnapshot(prepare: PrepareQuery): Snapshot {
  const records = (sql: string) => prepare<RecordRow>(sql)
  const visitors = records(`SELECT record FROM visitors WHERE id IN ${LISTED}`)
  const visitorsOf = records(
    `SELECT record FROM visitors WHERE id IN (SELECT visitor FROM links WHERE person IN ${LISTED})`,
  )
  const persons = records(
    `SELECT record FROM persons WHERE lead IN (SELECT lead FROM persons WHERE key IN ${LISTED})`,
  )
  const members = records(`SELECT record FROM persons WHERE lead IN ${LISTED}`)
  const leadOf = prepare<{ lead: string }>('SELECT lead FROM persons WHERE key = ? OR id = ?')
  const leads = records(`SELECT record FROM leads WHERE id IN ${LISTED}`)
  const dueLeads = records('SELECT record FROM leads WHERE changes_at <= ? ORDER BY changes_at LIMIT ?')
  const setting = prepare<{ value: string }>('SELECT value FROM settings WHERE name = ?')
  const listLeads = createLeadListing(prepare)

  return {
    visitors: async (ids) => readRecords<Visitor>(await visitors(JSON.stringify(ids))),
    visitorsOf: async (keys) => readRecords<Visitor>(await visitorsOf(JSON.stringify(keys))),
    persons: async (keys) => readRecords<Person>(await persons(JSON.stringify(keys))),
    members: async (ids) => readRecords<Person>(await members(JSON.stringify(ids))),
    leadOf: async (name) => (await leadOf(name, name))[0]?.lead ?? null,
    leads: async (ids) => readRecords<LeadRecord>(await leads(JSON.stringify(ids))),
    listLeads: async (listing) => readRecords<LeadRecord>(await listLeads(listing)),
    dueLeads: async (at, limit) => readRecords<LeadRecord>(await dueLeads(at, limit)),
    setting: async (name) => (await setting(name))[0]?.value ?? null,
    ...createSqliteLogReading(prepare),
    ...createSqliteRejectionReading(prepare),
    ...createSqliteDocumentReading(prepare),
    ...createSqliteReportReading(prepare),
  }
}
