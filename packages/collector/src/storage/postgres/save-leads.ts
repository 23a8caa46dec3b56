import type { Source } from '@leadlight/protocol'
import type { LeadRecord } from '../../leads/lead-record.ts'
import type { RankedLead } from '../port.ts'
import { writeWords } from '../word-search.ts'
import { bigints, doubles, texts } from './arrays.ts'
import { saveWords } from './lead-words.ts'
import type { Parameter, Session } from './session.ts'

const columns = [
  ...['id', 'score', 'changes_at', 'stage', 'grade', 'owner', 'first_seen', 'last_seen'],
  ...['first_channel', 'first_source', 'first_medium', 'first_campaign', 'record', 'search_text'],
]
const update = columns
  .filter((name) => name !== 'id' && name !== 'search_text')
  .map((name) => `${name} = excluded.${name}`)
  .join(', ')
/** The parameters of {@link valuesOf}, as lists. */
const lists = `unnest($1::text[], $2::double precision[], $3::bigint[], $4::text[], $5::text[], $6::text[],
  $7::bigint[], $8::bigint[], $9::text[], $10::text[], $11::text[], $12::text[], $13::text[]`

/** Inserts or updates leads. */
export function saveLeads(session: Session, leads: RankedLead[]): void {
  if (leads.length === 0) return
  saveWords(session, leads)
  session.send(
    `INSERT INTO leads (${columns.join(', ')}) SELECT * FROM ${lists}, $14::text[])
     ON CONFLICT (id) DO UPDATE SET ${update}, search_text = coalesce(excluded.search_text, leads.search_text)`,
    ...valuesOf(leads.map(({ lead }) => lead)),
    texts(leads.map(({ words }) => words && writeWords(words))),
  )
}

/** Inserts or updates leads in the table of the next model, with their current words. */
export function saveNextLeads(session: Session, leads: LeadRecord[]): void {
  if (leads.length === 0) return
  session.send(
    `INSERT INTO next_leads (${columns.join(', ')})
     SELECT given.*, (SELECT search_text FROM leads WHERE leads.id = given.id) FROM ${lists}) AS given (id)
     ON CONFLICT (id) DO UPDATE SET ${update}, search_text = excluded.search_text`,
    ...valuesOf(leads),
  )
}

/** Swaps the tables of the current and the next model. Statements that wait for one of them then find the other. */
export function swapLeads(session: Session): void {
  session.send('ALTER TABLE leads RENAME TO former_leads')
  session.send('ALTER TABLE next_leads RENAME TO leads')
  session.send('ALTER TABLE former_leads RENAME TO next_leads')
}

/** Deletes up to `limit` leads of the next model; returns how many. */
export async function dropNextLeads(session: Session, limit: number): Promise<number> {
  const dropped = await session.query(
    'DELETE FROM next_leads WHERE id = ANY (ARRAY(SELECT id FROM next_leads LIMIT $1)) RETURNING 1',
    limit,
  )
  return dropped.length
}

function valuesOf(leads: LeadRecord[]): Parameter[] {
  const source = (read: (source: Source) => string | null) =>
    texts(leads.map(({ firstTouch }) => firstTouch && read(firstTouch.source)))
  return [
    texts(leads.map(({ id }) => id)),
    doubles(leads.map(({ score }) => score)),
    bigints(leads.map(({ changesAt }) => changesAt)),
    texts(leads.map(({ stage }) => stage)),
    texts(leads.map(({ grade }) => grade)),
    texts(leads.map(({ owner }) => owner)),
    bigints(leads.map(({ firstSeen }) => firstSeen)),
    bigints(leads.map(({ lastSeen }) => lastSeen)),
    source(({ channel }) => channel),
    source(({ source: name }) => name),
    source(({ medium }) => medium),
    source(({ campaign }) => campaign),
    texts(leads.map((lead) => JSON.stringify(lead))),
  ]
}

/** Deletes leads and their search words. */
export function deleteLeads(session: Session, ids: string[]): void {
  if (ids.length === 0) return
  saveWords(
    session,
    ids.map((id) => ({ lead: { id }, words: [] })),
  )
  session.send('DELETE FROM leads WHERE id = ANY($1::text[])', texts(ids))
  session.send('DELETE FROM next_leads WHERE id = ANY($1::text[])', texts(ids))
}
