import { Client } from 'pg'
import type { LoadShape } from './load.ts'
import { type Cost, measure } from './measure.ts'

/** Inserts once more what a collector wrote into the log of a PostgreSQL schema, one statement a table and group. */
export interface BarePostgres {
  insertAgain(shape: LoadShape): Promise<Cost>
  close(): Promise<void>
}

const columns = {
  event_ids: { message_id: 'text', site: 'text', trusted: 'boolean', fingerprint: 'text' },
  events: {
    received_at: 'bigint',
    at: 'bigint',
    subject: 'text',
    message_id: 'text',
    site: 'text',
    trusted: 'boolean',
    record: 'text',
    context: 'bigint',
  },
} as const

type Row = Record<string, unknown>

/**
 * Makes one with the same columns and indexes, in a schema of its own.
 *
 * @param writeList how a list is handed to the driver; its own way of writing arrays as text unless given
 */
export async function createBarePostgres(
  url: string,
  own = 'bare',
  writeList: (type: string, values: unknown[]) => unknown = (_, values) => values,
  schema = 'leadlight',
): Promise<BarePostgres> {
  const client = new Client(url)
  // Should the benchmark fail, its reason is what matters, and not that the server is stopped.
  client.on('error', () => {})
  await client.connect()
  await client.query(`CREATE SCHEMA ${own}; CREATE TABLE ${own}.event_ids (LIKE ${schema}.event_ids INCLUDING ALL);
    CREATE TABLE ${own}.events (LIKE ${schema}.events INCLUDING ALL)`)
  let since = -1
  const insert = (table: keyof typeof columns, rows: Row[]) => {
    const names = Object.keys(columns[table])
    const lists = Object.values(columns[table]).map((type, index) => `$${index + 1}::${type}[]`)
    const text = `INSERT INTO ${own}.${table} (${names.join(', ')}) SELECT * FROM unnest(${lists.join(', ')}) ON CONFLICT DO NOTHING`
    const values = Object.entries(columns[table]).map(([name, type]) =>
      writeList(
        type,
        rows.map((row) => row[name]),
      ),
    )
    return client.query({ name: table, text, values })
  }
  return {
    async insertAgain({ clients, batches, perBatch }) {
      const { rows } = await client.query<Row>(
        `SELECT events.*, fingerprint FROM ${schema}.events JOIN ${schema}.event_ids USING (message_id, site, trusted)
         WHERE received_at > $1 ORDER BY received_at`,
        [since],
      )
      since = Number(rows.at(-1)?.received_at ?? since)
      const work = Array.from({ length: clients }, (_, client) =>
        Array.from({ length: batches }, (_, number) => {
          const start = (number * clients + client) * perBatch
          return rows.slice(start, start + perBatch)
        }),
      )
      let waiting: { rows: Row[]; done: () => void }[] = []
      let running = false
      const commit = async () => {
        running = true
        while (waiting.length > 0) {
          const group = waiting
          waiting = []
          const all = group.flatMap((one) => one.rows)
          await client.query('BEGIN')
          await insert('event_ids', all)
          await insert('events', all)
          await client.query('COMMIT')
          for (const { done } of group) done()
          await new Promise((resolve) => setImmediate(resolve))
        }
        running = false
      }
      return measure(work, clients * batches * perBatch, async (own) => {
        for (const rows of own) {
          await new Promise<void>((done) => {
            waiting.push({ rows, done })
            if (!running) {
              running = true
              setImmediate(() => void commit())
            }
          })
        }
      })
    },
    close: () => client.end(),
  }
}
