import { expect, it } from 'vitest'
import { askAsOwner, startCollector } from '../collector.test.setup.ts'
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
  const collector = startCollector({ store, keys, limits })
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

it('answers 429 to a write key that floods, and other keys are not affected', async () => {
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

it('answers 429 to an address that floods with any key, and other addresses are not affected', async () => {
  const send = start({ perAddress: { perSecond: 0.1, burst: 2 } })
  for (const key of ['wk_a', 'no such key']) await send(key)
  const refused = await send('wk_b')
  expect(refused.status).toBe(429)
  expect(await refused.json()).toMatchObject({ error: { code: 'too_many_requests' } })
  expect((await send('wk_b', { ip: '203.0.113.8' })).status).toBe(200)
})

it('counts an IPv6 network as one address', async () => {
  const send = start({ perAddress: { perSecond: 0.1, burst: 2 } })
  const statuses: number[] = []
  for (const end of ['1', '2', '3']) statuses.push((await send('wk_a', { ip: `2001:db8:1::${end}` })).status)
  expect(statuses).toEqual([200, 200, 429])
})

it('does not limit addresses of private networks, which belong to proxies', async () => {
  const send = start({ perAddress: { perSecond: 0.1, burst: 1 } })
  for (const ip of ['127.0.0.1', '10.0.0.1', '127.0.0.1', '10.0.0.1'])
    expect((await send('wk_a', { ip })).status).toBe(200)
})

it('does not limit what is configured as unlimited', async () => {
  const send = start({ perAddress: false, perKey: false })
  for (let round = 0; round < 50; round++) expect((await send('wk_a', { count: 2_500 })).status).toBe(200)
})

it.each([
  ['bytes', { queuedBytes: 1_000 }],
  ['requests', { queuedRequests: 10 }],
])('answers 503 while the queue is full of %s, and accepts requests again afterwards', async (_, limits) => {
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

it('accepts a request larger than the whole queue when nothing else waits', async () => {
  const send = start({ queuedBytes: 10 })
  expect((await send('wk_a', { count: 20 })).status).toBe(200)
})

/** Requests that stop in the middle of their bodies, of 40 kB; `length` is what their heads state, if anything. */
async function hang(count: number, unfinishedBytes: number | false, length?: number) {
  const limits = { unfinishedBytes }
  const collector = startCollector({ keys, limits })
  const statuses: number[] = []
  for (let number = 0; number < count; number++) {
    const body = new ReadableStream({ start: (stream) => stream.enqueue(new Uint8Array(40_000)) })
    const init: RequestInit & { duplex: 'half' } = { method: 'POST', body, duplex: 'half' }
    if (length !== undefined) init.headers = { 'content-length': String(length) }
    const answer = collector.fetch(new Request('http://leads.example/v1/batch', init))
    void answer.then(({ status }) => statuses.push(status))
  }
  await new Promise((resolve) => setTimeout(resolve, 50))
  const text = await (await askAsOwner(collector, '/metrics')).text()
  const metric = (name: string) => Number(new RegExp(`^${name} (.+)$`, 'm').exec(text)?.[1])
  const held = metric('leadlight_unfinished_bytes')
  const good = await collector.fetch(
    new Request('http://leads.example/v1/page', {
      method: 'POST',
      headers: { 'content-length': '48' },
      body: '{"writeKey":"wk_a","anonymousId":"v","type":"x"}',
    }),
  )
  return { statuses, held, cut: metric('leadlight_bodies_cut_total'), good: good.status }
}

it.each([
  ['without a stated length', undefined],
  ['as stated', 60_000],
])('bounds the memory for bodies that arrive slowly: %s', async (_, length) => {
  const { statuses, held, cut, good } = await hang(20, 400_000, length)
  expect(held).toBeGreaterThan(300_000)
  expect(held).toBeLessThanOrEqual(400_000)
  expect(new Set(statuses)).toEqual(new Set([503]))
  expect(cut).toBe(statuses.length)
  expect(cut).toBeGreaterThan(5)
  expect(good).toBe(200)
  // Without the bound, all of them stay.
  expect(await hang(20, false, length)).toMatchObject({ statuses: [], cut: 0, good: 200 })
})
