import { defaultModel } from '@leadlight/scoring'
import { expect, it } from 'vitest'
import { askAsOwner, startCollector } from '../collector.test.setup.ts'
import { memoryStore } from '../storage/memory.ts'
import { sqliteStore } from '../storage/sqlite.ts'
import { shortenLog } from './shorten-log.ts'

const day = 86_400_000
const model = {
  ...defaultModel,
  rules: [
    { id: 'seen', label: 'Saw a page', dimension: 'engagement' as const, on: { event: 'page' }, points: 5 },
  ],
}

it.each([
  ['memory', memoryStore],
  ['SQLite', () => sqliteStore(':memory:')],
])('deletes old events of visitors, but not their identity (%s)', async (_, createStore) => {
  let now = Date.UTC(2026, 0, 1)
  const store = createStore()
  const collector = startCollector({ store, model, now: () => now })
  const send = (messageId: string, message: object) =>
    collector.ingest({
      writeKey: 'wk',
      sentAt: new Date(now).toISOString(),
      batch: [
        { type: 'page', messageId, anonymousId: 'v1', timestamp: new Date(now).toISOString(), ...message },
      ],
    } as Parameters<typeof collector.ingest>[0])
  const read = async (path: string) => (await askAsOwner(collector, `/api/leads${path}`)).json()
  const old = { timestamp: new Date(now).toISOString(), properties: { path: '/old' } }
  await send('m1', old)
  await send('m2', { type: 'identify', traits: { email: 'a@x.io', company: 'Acme' } })
  now += 20 * day
  await send('m3', { properties: { path: '/new' } })
  expect((await read('/email:a@x.io')).score).toBe(10)

  expect(await shortenLog({ store, model, before: now - day, now: () => now })).toBe(1)
  const lead = await read('/email:a@x.io')
  expect(lead).toMatchObject({ score: 5, email: 'a@x.io', traits: { company: 'Acme' } })
  const { contributions } = await read('/email:a@x.io/score')
  expect(contributions).toMatchObject([{ rule: 'seen', points: 5, events: [{ messageId: 'm3' }] }])
  // Sent once more, it does not come back.
  await send('m1', old)
  expect((await read('/email:a@x.io')).score).toBe(5)
  await collector.close()
})
