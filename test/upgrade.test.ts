import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Store } from '@leadlight/collector'
import { postgresStore } from '@leadlight/collector/storage/postgres'
import { sqliteStore } from '@leadlight/collector/storage/sqlite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { allHaveWords } from '../packages/collector/src/search/fill-words.ts'
import { ask } from './collector-faults/world.ts'
import { fill, leadsOf, openReleased, releases } from './fixtures/released.ts'
import { type PostgresServer, startPostgres } from './postgres.ts'

let folder: string
let server: PostgresServer
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'leadlight-upgrade-'))
  server = await startPostgres()
})
afterAll(async () => {
  await server?.stop()
  rmSync(folder, { recursive: true })
})

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url)

describe.each(releases)('a database of release %s', (release) => {
  const known = () => JSON.parse(readFileSync(fixture(`leads-${release}.json`), 'utf8'))

  async function copyOfSqlite(): Promise<Store> {
    const file = join(folder, `${release}.db`)
    copyFileSync(fixture(`sqlite-${release}.db`), file)
    return sqliteStore(file)
  }
  async function copyOfPostgres(): Promise<Store> {
    await ask(server.url, 'DROP SCHEMA IF EXISTS leadlight CASCADE')
    await ask(server.url, readFileSync(fixture(`postgres-${release}.sql`), 'utf8'))
    // As the dump of a real database does.
    await ask(
      server.url,
      `SELECT setval(pg_get_serial_sequence('leadlight.rejected', 'id'), max(id)) FROM leadlight.rejected`,
    )
    return postgresStore(server.url)
  }

  it.each([
    ['SQLite', copyOfSqlite],
    ['PostgreSQL', copyOfPostgres],
  ])('opens with the same leads and accepts new events (%s)', async (_, open) => {
    const collector = openReleased(await open())
    expect(await leadsOf(collector)).toEqual(known())
    const [first] = known()
    const page = { type: 'page', messageId: 'new', userId: first.userId, properties: { path: '/pricing' } }
    await collector.ingest({ writeKey: 'wk', sentAt: new Date().toISOString(), batch: [page] } as Parameters<
      typeof collector.ingest
    >[0])
    const [after] = (await leadsOf(collector)) as { id: string; score: number }[]
    expect(after?.id).toBe(first.id)
    expect(after?.score).toBeGreaterThan(first.score)
    await collector.close()
  })

  it.each([
    ['SQLite', copyOfSqlite],
    ['PostgreSQL', copyOfPostgres],
  ])('gets search words for its leads, and finds them meanwhile (%s)', async (_, open) => {
    const store = await open()
    const collector = openReleased(store)
    const find = async (q: string) => {
      const headers = { authorization: 'Bearer sk' }
      const answer = await collector.fetch(new Request(`http://leads.example/api/leads?q=${q}`, { headers }))
      return JSON.parse(await answer.text()).data.length
    }
    const listing = { by: 'score', descending: true, after: null, limit: 10, words: ['person'] } as const
    const worded = () => store.read((snapshot) => snapshot.listLeads({ ...listing, words: ['person'] }))
    expect([await worded(), await find('person')]).toEqual([[], known().length])
    await expect.poll(() => store.read(allHaveWords), { timeout: 20_000 }).toBe(true)
    expect(await worded()).toHaveLength(known().length)
    expect([await find('acme 1@'), await find('person-1')]).toEqual([0, 1])
    await collector.close()
  })

  it.each([
    ['SQLite', copyOfSqlite],
    ['PostgreSQL', copyOfPostgres],
  ])('stores no event twice, and erases leads on request (%s)', async (_, open) => {
    const store = await open()
    const sendAgain = () => fill({ ...store, close: async () => {} })
    await sendAgain()
    const collector = openReleased(store)
    expect(await leadsOf(collector)).toEqual(known())
    const [{ id, email, visitors }] = known()
    const named = async () => {
      const events = await store.read((snapshot) =>
        snapshot.events(visitors.map((name: string) => `visitor:${name}`)),
      )
      return events.filter((event) => event.email === email).length
    }
    expect(await named()).toBeGreaterThan(0)
    const request = { method: 'DELETE', headers: { authorization: 'Bearer sk' } }
    const answer = await collector.fetch(
      new Request(`http://leads.example/api/leads/${encodeURIComponent(id)}`, request),
    )
    expect(await answer.json()).toMatchObject({ lead: id, events: expect.any(Number) })
    await sendAgain()
    expect(await named()).toBe(0)
    expect(await leadsOf(collector)).toHaveLength(known().length - 1)
    await collector.close()
  })
})
