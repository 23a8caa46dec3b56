import type { Visitor } from '../../visits/visitor.ts'
import type { NewLead, ReportReading, SourceGroup, VisitPlace } from '../report-reading.ts'
import type { Session } from './session.ts'

type LeadRow = Omit<NewLead, 'source'> & { [Key in keyof SourceGroup]: SourceGroup[Key] | null }

/** Creates the reads for reports. The driver returns 64-bit integers as strings. */
export function createPostgresReportReading(session: Session): ReportReading {
  return {
    countVisitors: async ({ from, to }, { channel, source, medium, campaign }) => {
      const rows = await session.query<{ count: number }>(
        `SELECT count(DISTINCT visitor)::integer AS count FROM visits WHERE at >= $1 AND at < $2
         AND ($3::text IS NULL OR channel = $3) AND ($4::text IS NULL OR source = $4)
         AND ($5::text IS NULL OR medium = $5) AND ($6::text IS NULL OR campaign = $6)`,
        from,
        to,
        ...[channel, source, medium, campaign].map((value) => value ?? null),
      )
      return rows[0]?.count ?? 0
    },
    newLeads: async ({ from, to }, { after, limit }) => {
      const rows = await session.query<LeadRow>(
        `SELECT id, first_seen AS "firstSeen", stage, first_channel AS channel, first_source AS source,
           first_medium AS medium, first_campaign AS campaign,
           (SELECT min((record::json #>> '{seen,at}')::bigint) FROM persons WHERE lead = leads.id) AS named
         FROM leads WHERE first_seen >= $1 AND first_seen < $2 AND (first_seen, id) > ($3, $4)
         ORDER BY first_seen, id LIMIT $5`,
        from,
        to,
        after?.firstSeen ?? from,
        after?.id ?? '',
        limit,
      )
      return rows.map(({ id, stage, firstSeen, named, channel, ...source }) => ({
        id,
        firstSeen: Number(firstSeen),
        stage,
        source: channel && { channel, ...source },
        named: named === null ? null : Number(named),
      }))
    },
    visitsWithin: async ({ from, to }, { after, limit }) => {
      const { at, visitor, number } = after ?? { at: from, visitor: '', number: 0 }
      const rows = await session.query<VisitPlace & { record: string }>(
        `SELECT visits.at, visits.visitor, visits.number, visitors.record
         FROM visits JOIN visitors ON visitors.id = visits.visitor
         WHERE visitors.record IS NOT NULL AND visits.at >= $1 AND visits.at < $2
           AND (visits.at, visits.visitor, visits.number) > ($1, $3, $4)
         ORDER BY visits.at, visits.visitor, visits.number LIMIT $5`,
        at,
        to,
        visitor,
        number,
        limit,
      )
      return rows.map(({ record, ...place }) => ({
        place: { ...place, at: Number(place.at) },
        visitor: JSON.parse(record) as Visitor,
      }))
    },
  }
}
