import type { RankedLead } from '../port.ts'
import { bigints, doubles, texts } from './arrays.ts'
import { saveWords, writeWords } from './lead-words.ts'
import type { Session } from './session.ts'

/** Creates or replaces leads. */
export function saveLeads(session: Session, leads: RankedLead[]): void {
  if (leads.length === 0) return
  saveWords(session, leads)
  const column = <Value>(read: (lead: RankedLead['lead']) => Value) => leads.map(({ lead }) => read(lead))
  session.send(
    `INSERT INTO leads (id, score, changes_at, stage, grade, owner, first_seen, last_seen, first_channel, first_source,
       first_medium, first_campaign, search_text, record)
     SELECT * FROM unnest($1::text[], $2::double precision[], $3::bigint[], $4::text[], $5::text[], $6::text[],
       $7::bigint[], $8::bigint[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[], $14::text[])
     ON CONFLICT (id) DO UPDATE SET score = excluded.score, changes_at = excluded.changes_at, stage = excluded.stage,
       grade = excluded.grade, owner = excluded.owner, first_seen = excluded.first_seen,
       last_seen = excluded.last_seen, first_channel = excluded.first_channel, first_source = excluded.first_source,
       first_medium = excluded.first_medium, first_campaign = excluded.first_campaign,
       search_text = coalesce(excluded.search_text, leads.search_text), record = excluded.record`,
    texts(column(({ id }) => id)),
    doubles(column(({ score }) => score)),
    bigints(column(({ changesAt }) => changesAt)),
    texts(column(({ stage }) => stage)),
    texts(column(({ grade }) => grade)),
    texts(column(({ owner }) => owner)),
    bigints(column(({ firstSeen }) => firstSeen)),
    bigints(column(({ lastSeen }) => lastSeen)),
    texts(column(({ firstTouch }) => firstTouch?.source.channel ?? null)),
    texts(column(({ firstTouch }) => firstTouch?.source.source ?? null)),
    texts(column(({ firstTouch }) => firstTouch?.source.medium ?? null)),
    texts(column(({ firstTouch }) => firstTouch?.source.campaign ?? null)),
    texts(leads.map(({ words }) => words && writeWords(words))),
    texts(column((lead) => JSON.stringify(lead))),
  )
}

/** Deletes leads with their words. */
export function deleteLeads(session: Session, ids: string[]): void {
  if (ids.length === 0) return
  saveWords(
    session,
    ids.map((id) => ({ lead: { id }, words: [] })),
  )
  session.send('DELETE FROM leads WHERE id = ANY($1::text[])', texts(ids))
}
