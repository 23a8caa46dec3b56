import type { RankedLead } from '../port.ts'
import type { Session } from './session.ts'

/** Creates or replaces leads. */
export async function saveLeads(session: Session, leads: RankedLead[]): Promise<void> {
  if (leads.length === 0) return
  const column = (read: (lead: RankedLead['lead']) => unknown) => leads.map(({ lead }) => read(lead))
  await session.query(
    `INSERT INTO leads (id, score, changes_at, stage, grade, owner, first_seen, last_seen, first_channel, first_source,
       first_medium, first_campaign, search_text, record)
     SELECT * FROM unnest($1::text[], $2::double precision[], $3::bigint[], $4::text[], $5::text[], $6::text[],
       $7::bigint[], $8::bigint[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[])
     ON CONFLICT (id) DO UPDATE SET score = excluded.score, changes_at = excluded.changes_at, stage = excluded.stage,
       grade = excluded.grade, owner = excluded.owner, first_seen = excluded.first_seen,
       last_seen = excluded.last_seen, first_channel = excluded.first_channel, first_source = excluded.first_source,
       first_medium = excluded.first_medium, first_campaign = excluded.first_campaign,
       search_text = excluded.search_text, record = excluded.record`,
    column(({ id }) => id),
    column(({ score }) => score),
    column(({ changesAt }) => changesAt),
    column(({ stage }) => stage),
    column(({ grade }) => grade),
    column(({ owner }) => owner),
    column(({ firstSeen }) => firstSeen),
    column(({ lastSeen }) => lastSeen),
    column(({ firstTouch }) => firstTouch?.source.channel ?? null),
    column(({ firstTouch }) => firstTouch?.source.source ?? null),
    column(({ firstTouch }) => firstTouch?.source.medium ?? null),
    column(({ firstTouch }) => firstTouch?.source.campaign ?? null),
    leads.map(({ searchText }) => searchText),
    column((lead) => JSON.stringify(lead)),
  )
}
