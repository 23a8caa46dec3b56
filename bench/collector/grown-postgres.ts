import type { Store } from '@leadlight/collector'
import { postgresStore } from '@leadlight/collector/storage/postgres'
import { Client } from 'pg'
import { type PostgresServer, startPostgres } from '../../test/postgres.ts'
import { copyLeads } from './copy-leads.ts'
import { watchDatabase } from './database-cpu.ts'
import { createDraw, fillLeads } from './fill-leads.ts'
import {
  bareRecord,
  drawSome,
  type OpenSide,
  openCollector,
  ownCpu,
  TAKEN,
  writeCount,
} from './grown-side.ts'

const schema = 'growth'

/** Two servers, the second with `leads` leads. */
export async function makePostgresSides(leads: number): Promise<PostgresServer[]> {
  return await Promise.all(
    [TAKEN, leads].map(async (wanted) => {
      const server = await startPostgres({ durable: true })
      const collector = openCollector(storeOn(server))
      await fillLeads(collector, TAKEN)
      await collector.close()
      if (wanted > TAKEN) await copyLeads(server.url, schema, wanted / TAKEN)
      await withClient(server, async (client) => {
        await client.query(
          `CREATE TABLE bare (id text COLLATE "C" PRIMARY KEY, score double precision, record text) WITH (fillfactor = 80)`,
        )
        await client.query(`INSERT INTO bare SELECT id, score, record FROM ${schema}.leads`)
        // As autovacuum would in time.
        await client.query('VACUUM ANALYZE')
        await client.query('CHECKPOINT')
      })
      return server
    }),
  )
}

/** Has a server begin anew, with so much memory of its own that its database is in it, and all of it there. */
export async function giveMemory(server: PostgresServer): Promise<void> {
  await withClient(server, async (client) => {
    const { rows } = await client.query<{ mb: number }>(
      'SELECT ceil(pg_database_size(current_database()) / 1e6 * 1.2)::integer AS mb',
    )
    await client.query(`ALTER SYSTEM SET shared_buffers = '${128 + (rows[0]?.mb ?? 0)}MB'`)
    await client.query('CHECKPOINT')
  })
  await server.crash?.(async () => {})
  await withClient(server, async (client) => {
    await client.query('CREATE EXTENSION IF NOT EXISTS pg_prewarm')
    await client.query(
      `SELECT pg_prewarm(oid::regclass) FROM pg_class WHERE relkind IN ('r', 'i')
       AND relnamespace IN ('${schema}'::regnamespace, 'public'::regnamespace)`,
    )
    await client.query('CHECKPOINT')
  })
}

/** Opens a side on a server of {@link makePostgresSides}. */
export async function openPostgres(server: PostgresServer): Promise<OpenSide> {
  const client = new Client({ connectionString: server.url })
  await client.connect()
  const ids = (await client.query<{ id: string }>('SELECT id FROM bare')).rows.map(({ id }) => id)
  const cpu = await watchDatabase(server.url)
  const collector = openCollector(storeOn(server))
  return {
    draw: createDraw(ids.length, TAKEN),
    ingest: collector.ingest,
    async upsert() {
      await client.query({
        name: 'upsert',
        text: `INSERT INTO bare SELECT id, 1, $2 FROM unnest($1::text[]) AS id
          ON CONFLICT (id) DO UPDATE SET score = bare.score + 1, record = excluded.record`,
        values: [drawSome(ids), bareRecord],
      })
    },
    async count() {
      const { rows } = await client.query<{ count: string }>(writeCount(schema))
      return Number(rows[0]?.count)
    },
    cpu: () => ownCpu() + cpu(),
    async close() {
      await collector.close()
      await client.end()
    },
  }
}

function storeOn(server: PostgresServer): Store {
  return postgresStore({ connectionString: server.url, schema })
}

async function withClient(server: PostgresServer, work: (client: Client) => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: server.url })
  await client.connect()
  await work(client)
  await client.end()
}
