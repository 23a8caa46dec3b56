import type { Pool, PoolClient } from 'pg'
import { StoreUnavailableError } from '../store-unavailable-error.ts'

/**
 * Brings a schema to the newest version, made when it is missing. Each migration is one transaction together with the
 * note that it is done, so that an interrupted run goes on where it was; collectors that start at the same time take turns.
 *
 * @param migrations each takes the schema one version further
 * @throws StoreUnavailableError when the schema is of a version that this program does not know
 */
export async function migrate(pool: Pool, schema: string, migrations: readonly string[]): Promise<void> {
  const client = await pool.connect()
  let broken = true
  try {
    while (!(await takeStep(client, schema, migrations)));
    broken = false
  } finally {
    client.release(broken)
  }
}

/** Does the next migration; true when there is none. */
async function takeStep(client: PoolClient, schema: string, migrations: readonly string[]): Promise<boolean> {
  const name = client.escapeIdentifier(schema)
  await client.query('BEGIN')
  await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `leadlight migrations ${schema}`,
  ])
  // An index of a large table takes its time, whatever this user's statements may take as a rule.
  await client.query('SET LOCAL statement_timeout = 0')
  const version = await prepareSchema(client, name, schema)
  if (version > migrations.length) {
    throw new StoreUnavailableError(
      `The database is of version ${version}, this program knows ${migrations.length}: use a newer Leadlight`,
    )
  }
  const sql = migrations[version]
  if (sql !== undefined) {
    await client.query(`SET LOCAL search_path = ${name}`)
    await client.query(sql)
    await client.query('INSERT INTO migrations (version) VALUES ($1)', [version + 1])
  }
  await client.query('COMMIT')
  return sql === undefined
}

/** Gives the version; makes what is missing to note it. */
async function prepareSchema(client: PoolClient, name: string, schema: string): Promise<number> {
  const { rows } = await client.query(
    `SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = $1) AS schema,
       to_regclass($2) IS NOT NULL AS versions`,
    [schema, `${name}.migrations`],
  )
  // Asked first: making a schema that exists takes the right to make one.
  if (!rows[0]?.schema) await client.query(`CREATE SCHEMA ${name}`)
  if (!rows[0]?.versions) {
    await client.query(
      `CREATE TABLE ${name}.migrations (version integer PRIMARY KEY, done_at timestamptz NOT NULL DEFAULT now())`,
    )
    return 0
  }
  const done = await client.query(`SELECT coalesce(max(version), 0) AS version FROM ${name}.migrations`)
  return Number(done.rows[0]?.version)
}
