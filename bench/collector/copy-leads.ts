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

/** For the time of copying only: nothing of it has to outlive the machine, and nobody else writes. */
const settings = { max_wal_size: '32GB', checkpoint_timeout: '1h', autovacuum: 'off' }

/**
 * Makes many leads of some, each with its visitor, person, visit and events, in the database itself: taking them in would
 * take hours.
 *
 * @param times how many leads there are for each in the end
 */
export async function copyLeads(url: string, schema: string, times: number): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  for (const [name, value] of Object.entries(settings))
    await client.query(`ALTER SYSTEM SET ${name} = '${value}'`)
  await client.query('SELECT pg_reload_conf()')
  await client.query(
    `SET search_path = ${schema}; SET synchronous_commit = off; SET maintenance_work_mem = '512MB'`,
  )
  // An index is made of all rows in a fraction of the time that it takes to bring it up to date row by row.
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    `SELECT c.oid::regclass AS name, pg_get_indexdef(c.oid) AS definition
     FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
     WHERE t.relnamespace = $1::regnamespace AND t.relkind = 'r' AND NOT t.relispartition
       AND NOT i.indisunique AND t.relname = ANY($2)`,
    [schema, Object.keys(copies)],
  )
  for (const { name } of indexes) await client.query(`DROP INDEX ${name}`)
  for (const [table, copy] of Object.entries(copies)) {
    await client.query(`INSERT INTO ${table} ${copy} FROM ${table}, generate_series(1, ${times - 1}) AS copy`)
  }
  for (const { definition } of indexes) await client.query(definition)
  for (const name of Object.keys(settings)) await client.query(`ALTER SYSTEM RESET ${name}`)
  await client.query('SELECT pg_reload_conf()')
  // As autovacuum would in time; and what is written meanwhile is not the question here.
  await client.query('VACUUM ANALYZE')
  await client.query('CHECKPOINT')
  await client.end()
}
