import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { postgresStore } from '@leadlight/collector/storage/postgres'
import { sqliteStore } from '@leadlight/collector/storage/sqlite'
import { Client } from 'pg'
import { describe, expect, it } from 'vitest'
import { startCollector } from '../packages/collector/src/collector.test.setup.ts'
import { startLeadlight } from './leadlight-process.ts'
import { startPostgres } from './postgres.ts'

/** What a server removes by itself, seen in its database. */

const DAY_MS = 24 * 3_600_000
const keys = [
  { kind: 'write' as const, key: 'wk_test', site: 'www' },
  { kind: 'secret' as const, key: 'sk_test' },
]
const options = ['--write-key', 'wk_test', '--secret-key', 'sk_test', '--log-level', 'info']

/** Rows of a kind, by what they are called. */
type Names = () => Promise<string[]>

interface World {
  database: string
  events: Names
  rejected: Names
  records: Names
  end(): Promise<void>
}

async function onSqlite(): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'leadlight-retention-'))
  const database = join(folder, 'leads.db')
  const ask = (sql: string) => async () => {
    const reader = new DatabaseSync(database, { readOnly: true })
    const rows = reader.prepare(sql).all()
    reader.close()
    return rows.map(({ name }) => String(name))
  }
  return { database, ...questions('', 'origin', ask), end: async () => rmSync(folder, { recursive: true }) }
}

async function onPostgres(): Promise<World> {
  const postgres = await startPostgres()
  const client = new Client({ connectionString: postgres.url })
  await client.connect()
  const ask = (sql: string) => async () => (await client.query(sql)).rows.map(({ name }) => String(name))
  return {
    database: postgres.url,
    ...questions('leadlight.', 'subject', ask),
    async end() {
      await client.end()
      await postgres.stop()
    },
  }
}

/** @param owner column that is null once the log no longer tells what the event was */
function questions(
  schema: string,
  owner: string,
  ask: (sql: string) => Names,
): Omit<World, 'database' | 'end'> {
  return {
    // On a file the id of what is gone stays in its place.
    events: ask(`SELECT message_id AS name FROM ${schema}events WHERE ${owner} IS NOT NULL ORDER BY 1`),
    rejected: ask(`SELECT message_id AS name FROM ${schema}rejected ORDER BY 1`),
    records: ask(`SELECT id AS name FROM ${schema}documents WHERE collection = 'told' ORDER BY 1`),
  }
}

/** Takes events in as a collector did so many days ago. */
async function live(database: string, daysAgo: number, name: string): Promise<void> {
  const store = database.startsWith('postgres') ? postgresStore(database) : sqliteStore(database)
  const collector = startCollector({ store, keys, now: () => Date.now() - daysAgo * DAY_MS })
  const visitor = { anonymousId: name }
  const batch = [
    { ...visitor, type: 'page', messageId: `${name} page`, properties: { path: '/pricing' } },
    { ...visitor, type: 'identify', messageId: `${name} told`, traits: { email: `${name}@firm.example` } },
    { ...visitor, type: 'nothing', messageId: `${name} wrong` },
    {
      ...visitor,
      type: 'track',
      event: 'Form Submitted',
      messageId: `${name} form`,
      properties: { form_id: 'contact', fields: { city: 'Pune' } },
    },
  ]
  const body = JSON.stringify({ writeKey: 'wk_test', batch })
  const answer = await collector.fetch(new Request('http://leads.example/v1/batch', { method: 'POST', body }))
  expect(answer.status).toBe(200)
  await collector.close()
}

// At once, because most of the time they wait for the pauses of a server that has just started.
describe.concurrent.each([
  ['SQLite', onSqlite],
  ['PostgreSQL', onPostgres],
])('a server on %s', (_, open) => {
  it('deletes what is past its time by itself, and keeps the rest', { timeout: 240_000 }, async ({
    expect,
  }) => {
    const world = await open()
    await live(world.database, 500, 'old')
    await live(world.database, 1, 'new')
    expect(await world.events()).toHaveLength(6)
    expect(await world.rejected()).toEqual(['new wrong', 'old wrong'])
    expect(await world.records()).toEqual(['new', 'old'])

    // Without being told to forget what visitors did it keeps that, but no records past their time.
    const keeping = await startLeadlight(['--db', world.database, ...options])
    await fetch(`${keeping.url}/api/health`)
    await expect.poll(world.rejected, { timeout: 100_000, interval: 500 }).toEqual(['new wrong'])
    expect(await world.records()).toEqual(['new'])
    expect(await world.events()).toHaveLength(6)
    await keeping.end('SIGTERM')

    const server = await startLeadlight(['--db', world.database, ...options, '--keep-events-days', '30'])
    const left = ['new form', 'new page', 'new told', 'old form', 'old told']
    await expect.poll(world.events, { timeout: 100_000, interval: 500 }).toEqual(left)
    const headers = { authorization: 'Bearer sk_test' }
    const lead = await fetch(`${server.url}/api/leads/email:old@firm.example`, { headers })
    expect(await lead.json()).toMatchObject({ email: 'old@firm.example' })
    // Told once all is done, which may be a moment after the last row went.
    await expect.poll(server.stderr, { timeout: 30_000 }).toContain('events past retention are gone')
    expect((await server.end('SIGTERM')).code).toBe(0)
    await world.end()
  })
})
