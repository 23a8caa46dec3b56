import { describe, expect, it } from 'vitest'
import { startCollector } from '../collector.test.setup.ts'
import type { Collector } from '../collector.ts'
import type { LimitOptions } from '../limits/create-limits.ts'
import { memoryStore } from '../storage/memory.ts'
import type { Store } from '../storage/port.ts'

const keys = [
  { kind: 'write' as const, key: 'wk_a', site: 'a' },
  { kind: 'write' as const, key: 'wk_b', site: 'b' },
]
const start = (limits: LimitOptions) => startCollector({ keys, limits })

/** What a browser sends that leaves its page for the answer. */
const asBrowser = { accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8' }
let sent = 0

function postPlain(collector: Collector, { key = 'wk_a', ip = '203.0.113.7', headers = {} } = {}) {
  const body = new URLSearchParams({ email: `person${++sent}@firm.example` })
  const url = `https://leads.example/v1/forms/contact?writeKey=${key}`
  return collector.fetch(new Request(url, { method: 'POST', body, headers: { ...asBrowser, ...headers } }), {
    ip,
  })
}

function postJson(collector: Collector, key = 'wk_a', ip = '203.0.113.7') {
  const body = JSON.stringify({
    writeKey: key,
    properties: { fields: { email: `person${++sent}@firm.example` } },
  })
  return collector.fetch(new Request('https://leads.example/v1/forms/contact', { method: 'POST', body }), {
    ip,
  })
}

async function expectRefusalPage(answer: Response, status: number): Promise<void> {
  expect(answer.status).toBe(status)
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
  const text = await answer.text()
  expect(text).toContain('<h1>This could not be accepted</h1>')
  expect(text).toMatch(/There are too many requests right now/)
  expect(text).toContain('what you wrote is still there')
}

describe('forms have the same limits as events', () => {
  it('by address, for plain forms, JSON and sessions', async () => {
    const collector = start({ perAddress: { perSecond: 0.1, burst: 2 } })
    expect((await postPlain(collector)).status).toBe(200)
    expect((await postJson(collector)).status).toBe(200)
    await expectRefusalPage(await postPlain(collector), 429)
    const refused = await postJson(collector)
    expect(refused.status).toBe(429)
    expect(await refused.json()).toMatchObject({ error: { code: 'too_many_requests' } })
    const session = new Request('https://leads.example/v1/forms/contact/session', {
      method: 'POST',
      body: '{}',
    })
    expect((await collector.fetch(session, { ip: '203.0.113.7' })).status).toBe(429)
    expect((await postPlain(collector, { ip: '203.0.113.8' })).status).toBe(200)
  })

  it('by write key, in one bucket with the events of that key', async () => {
    const collector = start({ perKey: { perSecond: 0.1, burst: 2 }, perAddress: false })
    const batch = [{ type: 'page', anonymousId: 'v', messageId: 'm' }]
    const body = JSON.stringify({ writeKey: 'wk_a', batch })
    await collector.fetch(new Request('https://leads.example/v1/batch', { method: 'POST', body }))
    expect((await postJson(collector)).status).toBe(200)
    await expectRefusalPage(await postPlain(collector), 429)
    expect((await postJson(collector)).status).toBe(429)
    expect((await postPlain(collector, { key: 'wk_b' })).status).toBe(200)
  })

  it('by the length of the queue', async () => {
    const store = memoryStore()
    const entered = Promise.withResolvers<void>()
    const open = Promise.withResolvers<void>()
    const slow: Store = {
      ...store,
      transact: async (work) => {
        entered.resolve()
        await open.promise
        return store.transact(work)
      },
    }
    const collector = startCollector({ store: slow, keys, limits: { queuedRequests: 1 } })
    const first = postPlain(collector)
    await entered.promise
    expect((await postJson(collector)).status).toBe(503)
    await expectRefusalPage(await postPlain(collector), 503)
    open.resolve()
    expect((await first).status).toBe(200)
  })
})

it('answers a browser that uploads files with a page, and a script with JSON', async () => {
  const collector = start({})
  const upload = (headers: Record<string, string>) => {
    const body = new FormData()
    body.set('email', 'a@b.example')
    const url = 'https://leads.example/v1/forms/contact?writeKey=wk_a'
    return collector.fetch(new Request(url, { method: 'POST', body, headers }))
  }
  const page = await upload(asBrowser)
  expect([page.status, page.headers.get('content-type')]).toEqual([415, 'text/html; charset=utf-8'])
  expect(await (await upload({})).json()).toMatchObject({ error: { code: 'unsupported_form' } })
})
