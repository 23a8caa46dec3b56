import { Client } from 'pg'

/** Visitors of the first leads are called so, and those of their copies with `c<number>` before it. */
export const VISITOR = 'v-'

const copied = (column: string) => `replace(${column}, '${VISITOR}', 'c' || copy || '${VISITOR}')`

/** What each table is copied as; ids of leads and persons get the number of the copy behind them. */
const copies: Record<string, string> = {
  visitors: `(id, record) SELECT ${copied('id')}, ${copied('record')}`,
  visits: `(at, visitor, number, channel, source, medium, campaign)
    SELECT at, ${copied('visitor')}, number, channel, source, medium, campaign`,
  links: `(person, visitor) SELECT ${copied('person')}, ${copied('visitor')}`,
  persons: `(key, id, lead, record) SELECT ${copied('key')}, id || '-' || copy, lead || '-' || copy,
    replace(replace(${copied('record')}, lead, lead || '-' || copy), id, id || '-' || copy)`,
  leads: `(id, score, changes_at, stage, grade, owner, first_seen, last_seen, first_channel, first_source,
      first_medium, first_campaign, search_text, record)
    SELECT id || '-' || copy, score + copy / 1000.0, changes_at, stage, grade, owner, first_seen + copy, last_seen + copy,
      first_channel, first_source, first_medium, first_campaign, ${copied('search_text')},
      replace(${copied('record')}, id, id || '-' || copy)`,
  lead_words: `(word, lead) SELECT ${copied('word')}, lead || '-' || copy`,
  event_ids: `(message_id, site, trusted, fingerprint) SELECT message_id || '-' || copy, site, trusted, fingerprint`,
  events: `(received_at, at, subject, message_id, site, trusted, record)
    SELECT received_at, at, ${copied('subject')}, message_id || '-' || copy, site, trusted, ${copied('record')}`,
}

/**
 * Makes many leads of some, each with its visitor, person, visit and events, in the database itself: taking them in would
 * take hours.
 *
 * @param times how many leads there are for each in the end
 */
export async function copyLeads(url: string, schema: string, times: number): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(`SET search_path = ${schema}; SET synchronous_commit = off`)
  for (const [table, copy] of Object.entries(copies)) {
    await client.query(`INSERT INTO ${table} ${copy} FROM ${table}, generate_series(1, ${times - 1}) AS copy`)
  }
  // As autovacuum would in time; and what is written meanwhile is not the question here.
  await client.query('VACUUM ANALYZE')
  await client.query('CHECKPOINT')
  await client.end()
}
