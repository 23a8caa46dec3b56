import type { Visitor } from '../../visits/visitor.ts'
import type { LeadCount, Snapshot, VisitCount } from '../port.ts'
import type { NewLead, ReportReading, VisitPlace } from '../report-reading.ts'
import { type PrepareQuery, type RecordRow, readSourceGroup } from './rows.ts'

type LeadRow = Omit<NewLead, 'source'> & { source: string | null }

/** Creates the reads for reports. */
export function createSqliteReportReading(
  prepare: PrepareQuery,
): ReportReading & Pick<Snapshot, 'countVisits' | 'countLeads'> {
  const visitCounts = prepare<VisitCount>(
    `SELECT channel, source, medium, campaign, count(*) AS visits, count(DISTINCT visitor) AS visitors
     FROM visits WHERE at >= ? AND at < ? GROUP BY channel, source, medium, campaign`,
  )
  const leadCounts = prepare<Pick<LeadCount, 'stage' | 'leads'> & { source: string }>(
    `SELECT first_source AS source, stage, count(*) AS leads FROM leads
     WHERE first_seen >= ? AND first_seen < ? AND first_source IS NOT NULL GROUP BY first_source, stage`,
  )
  const visitors = prepare<{ count: number }>(
    `SELECT count(DISTINCT visitor) AS count FROM visits WHERE at >= ? AND at < ?
     AND (? IS NULL OR channel = ?) AND (? IS NULL OR source = ?)
     AND (? IS NULL OR medium = ?) AND (? IS NULL OR campaign = ?)`,
  )
  const leads = prepare<LeadRow>(
    `SELECT id, first_seen AS firstSeen, stage, first_source AS source,
       (SELECT min(json_extract(record, '$.seen.at')) FROM persons WHERE lead = leads.id) AS named
     FROM leads WHERE first_seen >= ? AND first_seen < ? AND (first_seen, id) > (?, ?)
     ORDER BY first_seen, id LIMIT ?`,
  )
  const visits = prepare<VisitPlace & RecordRow>(
    `SELECT visits.at, visits.visitor, visits.number, visitors.record
     FROM visits JOIN visitors ON visitors.id = visits.visitor
     WHERE visits.at >= ? AND visits.at < ? AND (visits.at, visits.visitor, visits.number) > (?, ?, ?)
     ORDER BY visits.at, visits.visitor, visits.number LIMIT ?`,
  )
  return {
    countVisits: async ({ from, to }) => (await visitCounts(from, to)).map((row) => ({ ...row })),
    countLeads: async ({ from, to }) =>
      (await leadCounts(from, to)).map(({ source, stage, leads }) => ({
        ...readSourceGroup(source),
        stage,
        leads,
      })),
    countVisitors: async ({ from, to }, { channel, source, medium, campaign }) => {
      const wanted = [channel, source, medium, campaign].flatMap((value) => [value ?? null, value ?? null])
      return (await visitors(from, to, ...wanted))[0]?.count ?? 0
    },
    newLeads: async ({ from, to }, { after, limit }) => {
      const place = [after?.firstSeen ?? from, after?.id ?? '']
      const rows = await leads(after?.firstSeen ?? from, to, ...place, limit)
      return rows.map(({ source, ...row }) => ({
        ...row,
        source: source === null ? null : readSourceGroup(source),
      }))
    },
    visitsWithin: async ({ from, to }, { after, limit }) => {
      const { at, visitor, number } = after ?? { at: from, visitor: '', number: 0 }
      const rows = await visits(at, to, at, visitor, number, limit)
      return rows.map(({ record, ...place }) => ({ place, visitor: JSON.parse(record) as Visitor }))
    },
  }
}
