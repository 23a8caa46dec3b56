import { defaultModel } from '@leadlight/scoring'
import { expect, it } from 'vitest'
import { createCollector } from '../create-collector.ts'
import { memoryStore } from '../storage/memory.ts'
import type { Store } from '../storage/port.ts'
import type { LimitOptions } from './create-limits.ts'

const keys = [
  { kind: 'write' as const, key: 'wk_a', site: 'a' },
  { kind: 'write' as const, key: 'wk_b', site: 'b' },
  { kind: 'secret' as const, key: 'sk' },
]
let sent = 0

function start(limits: LimitOptions, store: Store = memoryStore()) {
  const collector = createCollector({ store, model: defaultModel, keys, limits })
  return async (writeKey: string, { ip = '203.0.113.7', count = 1, origin = '' } = {}) => {
    const batch = Array.from({ length: count }, () => ({
      type: 'page',
      anonymousId: 'v',
      messageId: `m${++sent}`,
    }))
    const request = new Request('http://leads.example/v1/batch', {
      method: 'POST',
      body: JSON.stringify({ writeKey, batch }),
      ...(origin && { headers: { origin } }),
    })
    return collector.fetch(request, { ip })
  }
}

it('tells a write key that floods to come back later; others do not notice', async () => {
  const send = start({ perKey: { perSecond: 0.1, burst: 10 }, perAddress: false })
  expect((await send('wk_a', { count: 10 })).status).toBe(200)
  const refused = await send('wk_a', { origin: 'https://shop.example' })
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
  // A page has to be able to read it.
  expect(refused.headers.get('access-control-allow-origin')).toBe('https://shop.example')
  expect(await refused.json()).toMatchObject({ success: false, error: { code: 'too_many_events' } })
  expect((await send('wk_b')).status).toBe(200)
  expect((await send('sk', { count: 100 })).status).toBe(200)
  expect((await send('sk')).status).toBe(200)
})

it('tells an address that floods to come back later, whatever key it uses; others do not notice', async () => {
  const send = start({ perAddress: { perSecond: 0.1, burst: 2 } })
  for (const key of ['wk_a', 'no such key']) await send(key)
  const refused = await send('wk_b')
  expect(refused.status).toBe(429)
  expect(await refused.json()).toMatchObject({ error: { code: 'too_many_requests' } })
  expect((await send('wk_b', { ip: '203.0.113.8' })).status).toBe(200)
})

it('takes a network of IPv6 for one address', async () => {
  const send = start({ perAddress: { perSecond: 0.1, burst: 2 } })
  const statuses: number[] = []
  for (const end of ['1', '2', '3']) statuses.push((await send('wk_a', { ip: `2001:db8:1::${end}` })).status)
  expect(statuses).toEqual([200, 200, 429])
})

it('does not limit addresses of private networks: that is a proxy', async () => {
  const send = start({ perAddress: { perSecond: 0.1, burst: 1 } })
  for (const ip of ['127.0.0.1', '10.0.0.1', '127.0.0.1', '10.0.0.1'])
    expect((await send('wk_a', { ip })).status).toBe(200)
})

it('limits nothing that is told to be unlimited', async () => {
  const send = start({ perAddress: false, perKey: false })
  for (let round = 0; round < 50; round++) expect((await send('wk_a', { count: 2_500 })).status).toBe(200)
})

it.each([
  ['bytes', { queuedBytes: 1_000 }],
  ['requests', { queuedRequests: 10 }],
])('answers 503 when the queue is full of %s, and goes on when it is emptied', async (_, limits) => {
  const { promise: open, resolve } = Promise.withResolvers<void>()
  const store = memoryStore()
  const slow: Store = {
    ...store,
    transact: async (work) => {
      await open
      return store.transact(work)
    },
  }
  const send = start(limits, slow)
  const answers = Promise.all(Array.from({ length: 50 }, () => send('wk_a')))
  const refused = await send('wk_a')
  expect(refused.status).toBe(503)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  resolve()
  const statuses = (await answers).map(({ status }) => status)
  expect(new Set(statuses)).toEqual(new Set([200, 503]))
  expect((await send('wk_a')).status).toBe(200)
})

it('takes a request that is larger than the whole queue when nothing else waits', async () => {
  const send = start({ queuedBytes: 10 })
  expect((await send('wk_a', { count: 20 })).status).toBe(200)
})
