import type { Crossing, Lead, List, ModelVersion, PublicationProgress } from '@leadlight/protocol'
import { defaultModel, type Model } from '@leadlight/scoring'
import { beforeEach, describe, expect, it } from 'vitest'
import { askAsOwner, startCollector } from '../collector.test.setup.ts'
import type { Collector } from '../collector.ts'
import { memoryStore } from '../storage/memory.ts'

const noon = Date.parse('2026-11-21T12:00:00Z')
const rule = { id: 'page', label: 'Page', dimension: 'engagement' as const, on: { event: 'page' } }
const worth = (points: number): Model => ({
  ...defaultModel,
  rules: [{ ...rule, points }],
  groups: [],
  tests: [],
})

let time = noon
let collector: Collector
let other: Collector

beforeEach(async () => {
  time = noon
  const store = memoryStore()
  const make = () => startCollector({ store, model: worth(1), now: () => time })
  collector = make()
  other = make()
  await visit('m1')
})

async function visit(messageId: string, by = collector): Promise<void> {
  const timestamp = new Date(time).toISOString()
  await by.ingest({
    writeKey: 'wk',
    sentAt: timestamp,
    batch: [{ type: 'page', messageId, anonymousId: 'v', userId: 'u1', timestamp }],
  })
}

async function ask<Answer>(method: string, path: string, body?: unknown, by = collector) {
  const response = await askAsOwner(by, `/api/${path}`, method, body)
  return { status: response.status, body: (await response.json()) as Answer }
}

async function score(by = collector): Promise<number> {
  return (await ask<Lead>('GET', 'leads/user:u1', undefined, by)).body.score
}

async function done(): Promise<void> {
  while ((await ask<PublicationProgress>('GET', 'model/publication')).body.phase !== 'idle') {
    await new Promise((resolve) => setImmediate(resolve))
  }
}

describe('a model', () => {
  it('can be drafted, published and rolled back, for all collectors that share a store', async () => {
    expect((await ask('GET', 'model/draft')).status).toBe(404)
    expect((await ask('PUT', 'model/draft', worth(5))).status).toBe(200)
    expect((await ask<Model>('GET', 'model/draft')).body.rules).toHaveLength(1)
    expect(await score()).toBe(1)
    expect(await score(other)).toBe(1)

    time += 1_000
    const told = { author: 'Ada', note: 'pages matter' }
    const { body } = await ask<PublicationProgress>('POST', 'model/publish', told)
    expect(body).toMatchObject({ version: defaultModel.version + 1 })
    await done()
    expect([await score(), await score(other)]).toEqual([5, 5])
    await visit('m2', other)
    expect(await score()).toBe(10)
    expect((await ask('GET', 'model/draft')).status).toBe(404)

    time += 1_000
    await ask('POST', 'model/rollback', {})
    await done()
    expect([await score(), await score(other)]).toEqual([2, 2])
    const { data } = (await ask<List<ModelVersion>>('GET', 'model/versions')).body
    expect(data).toEqual([
      {
        ...{ version: 3, name: defaultModel.name, author: null, note: 'Back to version 1' },
        publishedAt: new Date(time).toISOString(),
      },
      { version: 2, name: defaultModel.name, ...told, publishedAt: new Date(noon + 1_000).toISOString() },
      expect.objectContaining({ version: 1, author: null, note: null }),
    ])
    const second = (await ask<Model>('GET', 'model/versions/2')).body
    expect(second.rules).toEqual([{ ...rule, points: 5 }])
    // What happened set off crossings; the models did not.
    const crossings = (await ask<List<Crossing>>('GET', 'crossings')).body.data
    expect(crossings.map(({ from, to }) => [from, to])).toEqual([['visitor', 'lead']])
  })

  it('waits for another publication that is running', async () => {
    await ask('PUT', 'model/draft', worth(5))
    const [first, second] = await Promise.all([
      ask('POST', 'model/publish', {}),
      ask<{ error: { code: string } }>('POST', 'model/rollback', { version: 1 }),
    ])
    expect(first.status).toBe(200)
    expect([404, 409]).toContain(second.status)
    await done()
    expect(await score()).toBe(5)
  })

  it.each([
    ['PUT', 'model/draft', { name: 'x' }, 400, 'invalid_model'],
    ['POST', 'model/publish', {}, 404, 'unknown_draft'],
    ['POST', 'model/publish', { by: 'me' }, 400, 'invalid_body'],
    ['POST', 'model/rollback', { version: 77 }, 404, 'unknown_version'],
    ['GET', 'model/versions/77', undefined, 404, 'unknown_version'],
    ['GET', 'model/versions/none', undefined, 400, 'invalid_query'],
  ])('refuses %s %s with %j', async (method, path, body, status, code) => {
    expect(await ask(method, path, body)).toMatchObject({ status, body: { error: { code } } })
  })
})
