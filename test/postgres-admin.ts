import type { Pool } from 'pg'
import { afterAll, beforeAll } from 'vitest'
import type { Store } from '../packages/collector/src/storage/port.ts'
import { openPool, type PostgresOptions } from '../packages/collector/src/storage/postgres/open-pool.ts'
import { postgresStore } from '../packages/collector/src/storage/postgres.ts'
import { type PostgresServer, startPostgres } from './postgres.ts'

/** Stores on schemas of a server, and the server's administrator, who looks at them and disturbs them. */
export interface PostgresAdmin {
  /** A connection beside those of the stores. */
  admin(): Pool
  newSchema(): string
  /** Opens a store, on a new schema unless one is given. */
  openStore(schema?: string, more?: PostgresOptions): Store
  /** Ends the connection whose latest statement contains this text, as soon as there is one. */
  killQuery(text: string): Promise<void>
}

/** Runs a server for the tests of the file that calls it. */
export function postgresAdmin(): PostgresAdmin {
  let server: PostgresServer
  let pool: Pool
  beforeAll(async () => {
    server = await startPostgres()
    pool = await openPool({ connectionString: server.url })
  }, 60_000)
  afterAll(async () => {
    await pool?.end()
    await server?.stop()
  })

  let schemas = 0
  const newSchema = () => `store_${process.pid}_${++schemas}`
  return {
    admin: () => pool,
    newSchema,
    openStore: (schema = newSchema(), more = {}) =>
      postgresStore({ connectionString: server.url, schema, ...more }),
    async killQuery(text) {
      const kill = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE strpos(query, $1) > 0 AND state <> 'idle' AND pid <> pg_backend_pid()`
      while ((await pool.query(kill, [text])).rowCount === 0);
    },
  }
}
