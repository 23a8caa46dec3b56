import { beforeEach, describe, expect, it } from 'vitest'
import { startCollector } from '../collector.test.setup.ts'
import type { Collector } from '../collector.ts'
import { KEYS } from '../keys/stored-key.ts'
import { pruneRecords } from '../retention/prune-records.ts'
import { memoryStore } from '../storage/memory.ts'
import type { Store } from '../storage/port.ts'

const host = 'https://leads.example'
const DAY_MS = 86_400_000
let store: Store
let time: number
let collector: Collector
/** Another collector on the same store. */
let other: Collector

function make(): Collector {
  const keys = [{ kind: 'secret' as const, key: 'sk_configured', name: 'the boss' }]
  return startCollector({ store, keys, now: () => time })
}
beforeEach(() => {
  time = Date.parse('2026-11-22T10:00:00Z')
  store = memoryStore()
  collector = make()
  other = make()
})

async function ask(path: string, init: RequestInit = {}, key = 'sk_configured', where = collector) {
  const headers = { authorization: `Bearer ${key}` }
  const response = await where.fetch(new Request(host + path, { headers, ...init }))
  return { status: response.status, body: await response.json() }
}
const post = (path: string, body: object, key?: string) =>
  ask(path, { method: 'POST', body: JSON.stringify(body) }, key)

async function makeKey(wish: object) {
  const { status, body } = await post('/api/keys', wish)
  expect(status).toBe(200)
  return body as { id: string; key: string }
}

async function sends(key: string, origin?: string, where = collector): Promise<number> {
  const batch = [{ type: 'page', anonymousId: 'v' }]
  const headers: Record<string, string> = origin === undefined ? {} : { origin }
  const body = JSON.stringify({ writeKey: key, batch })
  return (await where.fetch(new Request(`${host}/v1/batch`, { method: 'POST', body, headers }))).status
}

describe('a write key', () => {
  it('is shown once, and stored only as a digest', async () => {
    const { key, id } = await makeKey({ kind: 'write', name: 'shop', site: 'shop' })
    expect(key).toMatch(/^wk_[\da-f]{40}$/)
    expect(await sends(key)).toBe(200)
    const { body } = await ask('/api/keys')
    expect(body.data).toEqual([
      {
        id,
        kind: 'write',
        name: 'shop',
        site: 'shop',
        origins: null,
        hint: key.slice(-4),
        createdAt: '2026-11-22T10:00:00.000Z',
        endsAt: null,
      },
    ])
    const kept = await store.read((snapshot) => snapshot.documents({ collection: 'keys' }))
    expect(JSON.stringify(kept)).not.toContain(key)
  })

  it('may be limited to origins, preflights included', async () => {
    const { key } = await makeKey({ kind: 'write', name: 'shop', origins: ['https://shop.example'] })
    expect(await sends(key, 'https://shop.example')).toBe(200)
    expect(await sends(key, 'https://evil.example')).toBe(403)
    for (const [origin, status] of [
      ['https://shop.example', 204],
      ['https://evil.example', 403],
    ] as const) {
      const headers = { origin, 'access-control-request-method': 'POST' }
      const answer = await make().fetch(new Request(`${host}/v1/batch`, { method: 'OPTIONS', headers }))
      expect(answer.status).toBe(status)
    }
  })

  it('gives no access to the API', async () => {
    const { key } = await makeKey({ kind: 'write', name: 'shop' })
    expect((await ask('/api/leads', {}, key)).status).toBe(401)
  })

  it('is refused after its revocation: at once here, within seconds by other collectors', async () => {
    const { key, id } = await makeKey({ kind: 'write', name: 'shop' })
    expect(await sends(key, undefined, other)).toBe(200)
    expect((await ask(`/api/keys/${id}`, { method: 'DELETE' })).status).toBe(200)
    expect(await sends(key)).toBe(401)
    expect(await sends(key, undefined, other)).toBe(200)
    time += 3_000
    expect(await sends(key, undefined, other)).toBe(401)
    expect((await ask(`/api/keys/${id}`, { method: 'DELETE' })).status).toBe(404)
  })

  it('stays valid after a rotation for the given time', async () => {
    const { key, id } = await makeKey({ kind: 'write', name: 'shop', origins: ['https://shop.example'] })
    const { body } = await post(`/api/keys/${id}/rotate`, { graceHours: 24 })
    expect(body).toMatchObject({ name: 'shop', origins: ['https://shop.example'], endsAt: null })
    expect([await sends(key), await sends(body.key)]).toEqual([200, 200])
    time += 24 * 3_600_000
    expect([await sends(key), await sends(body.key)]).toEqual([401, 200])
    expect((await post(`/api/keys/${id}/rotate`, {})).status).toBe(404)
  })
})

describe('a secret key', () => {
  it('gives access to the API, and the log of changes shows its name', async () => {
    const { key } = await makeKey({ kind: 'secret', name: 'crm' })
    expect((await ask('/api/leads', {}, key)).status).toBe(200)
    const made = await post('/api/keys', { kind: 'write', name: 'by crm' }, key)
    expect(made.status).toBe(200)
    const { body } = await ask('/api/audit')
    expect(body.data[0]).toEqual({
      at: '2026-11-22T10:00:00.000Z',
      key: expect.stringMatching(/crm|the boss/),
      method: 'POST',
      route: '/api/keys',
      status: 200,
    })
  })

  it('gives no access after its revocation', async () => {
    const { key, id } = await makeKey({ kind: 'secret', name: 'crm' })
    expect((await ask('/api/leads', {}, key)).status).toBe(200)
    await ask(`/api/keys/${id}`, { method: 'DELETE' })
    expect((await ask('/api/leads', {}, key)).status).toBe(401)
    expect(await sends(key)).toBe(401)
  })
})

it.each([
  { kind: 'king', name: 'x' },
  { kind: 'write' },
  { kind: 'write', name: 'x', origins: ['example.com'] },
  { kind: 'write', name: 'x', origins: [] },
  { kind: 'secret', name: 'x', origins: ['https://x.example'] },
  { kind: 'write', name: 'x', site: 'a b' },
  { kind: 'write', name: 'x', key: 'wk_mine' },
])('refuses %j', async (wish) => {
  expect((await post('/api/keys', wish)).status).toBe(400)
  expect((await ask('/api/keys')).body.data).toEqual([])
})

it('keeps accepting known keys while the store fails', async () => {
  const { key } = await makeKey({ kind: 'write', name: 'shop' })
  expect(await sends(key)).toBe(200)
  await store.close()
  time += 10_000
  expect(await sends(key)).toBe(503)
  expect((await ask('/api/leads', {}, 'sk_wrong')).status).toBe(401)
})

it('asks the store about unknown keys once while the clock stands, and again half a second later', async () => {
  let reads = 0
  const counting = startCollector({
    store: {
      ...store,
      read: (work) =>
        store.read((snapshot) =>
          work({
            ...snapshot,
            documents(query) {
              if (query.collection === KEYS) reads += 1
              return snapshot.documents(query)
            },
          }),
        ),
    },
    keys: [],
    now: () => time,
  })
  const guess = async (count: number) => {
    for (let index = 0; index < count; index++)
      expect(await sends(`wk_${index}`, undefined, counting)).toBe(401)
    return reads
  }
  expect(await guess(200)).toBe(1)
  time += 499
  expect(await guess(20)).toBe(1)
  time += 1
  expect(await guess(20)).toBe(2)
})

describe('the log of changes', () => {
  it('names routes and keys but no person; it has exports, but no other reads', async () => {
    const person = 'email:ada@example.com'
    await ask(`/api/leads/${person}`)
    await ask(`/api/leads/${person}/export`)
    await ask(`/api/leads/${person}`, { method: 'DELETE' })
    await post('/api/keys', { kind: 'king' })
    const { body } = await ask('/api/audit')
    const told = body.data.map(
      ({ method, route, status }: Record<string, string>) => `${method} ${route} ${status}`,
    )
    expect(told.sort()).toEqual([
      'DELETE /api/leads/:id 404',
      'GET /api/leads/:id/export 404',
      'POST /api/keys 400',
    ])
    expect(JSON.stringify(body)).not.toContain('ada')
  })

  it('is listed in pages, newest first, until it is pruned', async () => {
    for (let change = 0; change < 5; change++) {
      await post('/api/keys', { kind: 'write', name: `k${change}` })
      time += 1_000
    }
    const first = (await ask('/api/audit?limit=2')).body
    const second = (await ask(`/api/audit?limit=2&cursor=${first.next}`)).body
    const times = [...first.data, ...second.data].map((entry: { at: string }) => entry.at.slice(17, 19))
    expect(times).toEqual(['04', '03', '02', '01'])
    await pruneRecords({ store, now: time + 399 * DAY_MS })
    expect((await ask('/api/audit')).body.data).toHaveLength(5)
    await pruneRecords({ store, now: time + 401 * DAY_MS })
    expect((await ask('/api/audit')).body.data).toEqual([])
  })
})
