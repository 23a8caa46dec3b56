import type { Pool, PoolClient } from 'pg'
import { StoreUnavailableError } from '../store-unavailable-error.ts'

/**
 * Migrates a schema to the newest version, and creates it if missing. Each migration is one transaction together with the
 * record of its version, so an interrupted run resumes where it stopped; collectors that start at the same time take
 * turns.
 *
 * @param migrations each one upgrades the schema by one version
 * @throws StoreUnavailableError when the version of the schema is newer than this program
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

/** Runs the next migration; returns true when there is none left. */
async function takeStep(client: PoolClient, schema: string, migrations: readonly string[]): Promise<boolean> {
  const name = client.escapeIdentifier(schema)
  await client.query('BEGIN')
  // Building an index on a large table, or waiting for another server that does, may take longer than this user's usual timeouts.
  await client.query('SET LOCAL statement_timeout = 0')
  await client.query('SET LOCAL lock_timeout = 0')
  await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `leadlight migrations ${schema}`,
  ])
  const version = await prepareSchema(client, name, schema)
  if (version > migrations.length) {
    throw new StoreUnavailableError(
      `The database has schema version ${version}, but this program only knows ${migrations.length}: use a newer Leadlight`,
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

/** Returns the version of the schema; creates the schema and its table of versions if missing. */
async function prepareSchema(client: PoolClient, name: string, schema: string): Promise<number> {
  const { rows } = await client.query(
    `SELECT EXISTS (SELECT FROM pg_namespace WHERE nspname = $1) AS schema,
       to_regclass($2) IS NOT NULL AS versions`,
    [schema, `${name}.migrations`],
  )
  // Checked first, because even CREATE SCHEMA IF NOT EXISTS needs the right to create one.
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
