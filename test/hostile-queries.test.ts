import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Collector, Store } from '@leadlight/collector'
import { memoryStore } from '@leadlight/collector/storage/memory'
import { postgresStore } from '@leadlight/collector/storage/postgres'
import { sqliteStore } from '@leadlight/collector/storage/sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startCollector } from '../packages/collector/src/collector.test.setup.ts'
import { type PostgresServer, startPostgres } from './postgres.ts'

/** SQL wherever a question may hold text: the databases answer what memory, which knows no SQL, answers. */

const now = Date.parse('2026-11-21T12:00:00Z')
const folder = mkdtempSync(join(tmpdir(), 'leadlight-queries-'))
const collectors = new Map<string, Collector>()
let postgres: PostgresServer

const sql = [
  "'",
  "''",
  '"',
  '`',
  '\\',
  "\\'",
  ';',
  '--',
  '/*',
  '%',
  '_',
  '%%',
  '*',
  '?',
  '$1',
  ':a',
  "' OR '1'='1",
  "' OR 1=1 --",
  '" OR ""="',
  "') OR ('1'='1",
  "'; DROP TABLE leads; --",
  "'; DELETE FROM events; --",
  "' UNION SELECT * FROM settings --",
  '1; UPDATE leads SET score = 1000 --',
  "x' AND 1=(SELECT count(*) FROM events) --",
  "'||(SELECT record FROM leads LIMIT 1)||'",
  'score; DROP TABLE leads',
  'score DESC, (SELECT 1)',
  'NULL',
  '0x27',
  '\u0000',
  '\ud800',
  'ａｄａ',
  "ada' AND sleep(5) --",
  "ada' AND pg_sleep(5) --",
  "ada'; ATTACH DATABASE '/tmp/x.db' AS x; --",
]

beforeAll(async () => {
  postgres = await startPostgres()
  const stores: [string, Store][] = [
    ['memory', memoryStore()],
    ['SQLite', sqliteStore(join(folder, 'leads.db'))],
    ['PostgreSQL', postgresStore(postgres.url)],
  ]
  for (const [name, store] of stores) {
    const collector = startCollector({ store, now: () => now })
    collectors.set(name, collector)
    await collector.ingest({
      writeKey: 'wk',
      sentAt: new Date(now).toISOString(),
      batch: ['ada', "o'neil", 'x--y', '50%', 'a_b', 'back\\slash'].map((name, index) => ({
        type: 'identify' as const,
        messageId: `m${index}`,
        anonymousId: `v${index}`,
        timestamp: new Date(now - index * 60_000).toISOString(),
        traits: { email: `lead${index}@example.com`, name, company: `${name} "&" sons` },
      })),
    })
  }
})
afterAll(async () => {
  for (const collector of collectors.values()) await collector.close()
  await postgres?.stop()
  rmSync(folder, { recursive: true })
})

/** Status and answer, without what each collector names by chance. */
async function ask(collector: Collector, path: string): Promise<unknown> {
  const headers = { authorization: 'Bearer sk' }
  const response = await collector.fetch(new Request(`https://leads.example${path}`, { headers }))
  const body = await response.json()
  const leads = Array.isArray(body.data) ? body.data.map((lead: { email?: string }) => lead.email) : body
  return { status: response.status, leads }
}

const parameters = ['q', 'owner', 'stage', 'grade', 'sort', 'limit', 'cursor', 'segment']
const places: [string, (text: string) => string][] = [
  ...parameters.map((name): [string, (text: string) => string] => [
    `?${name}=`,
    (text) => `/api/leads?${name}=${text}`,
  ]),
  ['the order by time', (text) => `/api/leads?sort=-lastSeen&q=${text}`],
  ['an id', (text) => `/api/leads/${text}`],
  ['a name', (text) => `/api/leads/email:${text}/events`],
  ['a time', (text) => `/api/leads/email:lead0@example.com/score?at=${text}`],
  ['a range', (text) => `/api/reports/sources?from=${text}`],
  ['a source', (text) => `/api/reports/funnel?source=${text}&campaign=${text}`],
  ['a site', (text) => `/api/reports/content?site=${text}`],
  ['a cursor of the right form', (text) => `/api/leads?cursor=${forge(decodeURIComponent(text))}`],
]

/** As the collector writes them, but with any text for an id. */
function forge(id: string): string {
  return Buffer.from(JSON.stringify({ sort: '-score', at: now, value: 1, id })).toString('base64url')
}

describe.each(places)('SQL in %s', (_, path) => {
  it('is treated as text, with the same answers as from memory', async () => {
    for (const text of sql) {
      const [memory, ...databases] = await Promise.all(
        [...collectors.values()].map((collector) =>
          ask(collector, path(encodeURIComponent(text.toWellFormed()))),
        ),
      )
      for (const database of databases) expect(database, text).toEqual(memory)
    }
  })
})

it('does not change anything', async () => {
  for (const collector of collectors.values()) {
    expect(await ask(collector, '/api/leads?sort=lastSeen')).toEqual({
      status: 200,
      leads: [5, 4, 3, 2, 1, 0].map((index) => `lead${index}@example.com`),
    })
    // Found as the text it is, where somebody is really called so.
    for (const [text, email] of [
      ["o'neil", 'lead1@example.com'],
      ['50%', 'lead3@example.com'],
      ['a_b', 'lead4@example.com'],
      ['back\\sl', 'lead5@example.com'],
    ] as const) {
      const found = await ask(collector, `/api/leads?q=${encodeURIComponent(text)}`)
      expect(found).toMatchObject({ leads: [email] })
    }
  }
})

it('text that becomes a part of the query is detected (negative control)', async () => {
  const [memory] = collectors.values()
  if (memory === undefined) throw new Error('there is no collector')
  // As if the quotation mark ended the text, and what follows it were true.
  const careless = (path: string) => path.replace(/'.*$/, '')
  const text = encodeURIComponent("' OR '1'='1")
  expect(await ask(memory, careless(`/api/leads?q=${text}`))).not.toEqual(
    await ask(memory, `/api/leads?q=${text}`),
  )
})
