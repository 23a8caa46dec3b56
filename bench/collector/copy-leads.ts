import { Client } from 'pg'
import { copiedPostgresLog, copiedRows } from './copied-rows.ts'

/** For the time of copying only: nothing of it has to outlive the machine, and nobody else writes. */
const settings = { max_wal_size: '32GB', checkpoint_timeout: '1h', autovacuum: 'off' }

/**
 * Makes many leads of some on PostgreSQL, each with its visitor, person, visit and events, in the database itself: taking
 * them in would take hours.
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
  const rows = Object.entries({ ...copiedRows, ...copiedPostgresLog })
  const tables = rows.map(([table]) => table)
  // An index is made of all rows in a fraction of the time that it takes to bring it up to date row by row.
  const { rows: indexes } = await client.query<{ name: string; definition: string }>(
    `SELECT c.oid::regclass AS name, pg_get_indexdef(c.oid) AS definition
     FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
     WHERE t.relnamespace = $1::regnamespace AND t.relkind = 'r' AND NOT t.relispartition
       AND NOT i.indisunique AND t.relname = ANY($2)`,
    [schema, tables],
  )
  for (const { name } of indexes) await client.query(`DROP INDEX ${name}`)
  for (const [table, changed] of rows) {
    const columns = await columnsOf(client, schema, table)
    const values = columns.map((column) => changed[column] ?? column)
    await client.query(`CREATE TEMP TABLE first_ones AS SELECT * FROM ${table}`)
    for (let copy = 1; copy < times; copy++) {
      const text = `INSERT INTO ${table} (${columns}) SELECT ${values} FROM first_ones, (SELECT $1::integer) AS given (copy)`
      await client.query(text, [copy])
    }
    await client.query('DROP TABLE first_ones')
  }
  for (const { definition } of indexes) await client.query(definition)
  for (const name of Object.keys(settings)) await client.query(`ALTER SYSTEM RESET ${name}`)
  await client.query('SELECT pg_reload_conf()')
  await client.end()
}

async function columnsOf(client: Client, schema: string, table: string): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT attname AS name FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' ORDER BY attnum`,
    [`${schema}.${table}`],
  )
  return rows.map(({ name }) => name)
}
