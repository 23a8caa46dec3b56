import type { JsonObject } from '@leadlight/protocol'
import { beforeEach, describe, expect, it } from 'vitest'
import { startCollector } from '../collector.test.setup.ts'
import type { Collector } from '../collector.ts'
import { memoryStore } from '../storage/memory.ts'
import type { Store } from '../storage/port.ts'
import { createRegistry } from './registry.ts'

let store: Store
let collector: Collector
let time: number
beforeEach(() => {
  time = Date.parse('2026-11-21T12:00:00Z')
  store = memoryStore()
  collector = startCollector({ store, metricsToken: 'scraper', now: () => time })
})

function ask(token?: string): Promise<Response> {
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` }
  return collector.fetch(new Request('https://leads.example/metrics', { headers }))
}

async function read(): Promise<Map<string, number>> {
  const response = await ask('scraper')
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toContain('version=0.0.4')
  const lines = (await response.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  for (const line of lines) expect(line).toMatch(/^[a-z_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? [\d.e+-]+$/)
  return new Map(lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]))
}

const send = (batch: unknown[]) =>
  collector.fetch(
    new Request('https://leads.example/v1/batch?writeKey=wk', {
      method: 'POST',
      body: JSON.stringify({ batch }),
    }),
  )

describe('metrics', () => {
  it('are closed to everybody without the token or a secret key', async () => {
    expect((await ask()).status).toBe(401)
    for (const wrong of ['wk', 'scraper2', 'scrape', 'sk_wrong']) expect((await ask(wrong)).status).toBe(401)
    for (const right of ['scraper', 'sk']) expect((await ask(right)).status).toBe(200)
    const headers = { authorization: 'Bearer scraper' }
    expect((await collector.fetch(new Request('https://leads.example/api/leads', { headers }))).status).toBe(
      401,
    )
  })

  it('count a request with a long host and path in no time', async () => {
    const url = `https://${'h'.repeat(200_000)}/${'p'.repeat(200_000)}`
    expect((await collector.fetch(new Request(url))).status).toBe(404)
    expect((await read()).get('leadlight_requests_total{for="other",status="404"}')).toBe(1)
  })

  it('count events, messages and requests by result', async () => {
    const page = { type: 'page', anonymousId: 'v', messageId: 'm' }
    await send([page, { ...page, messageId: 'n' }])
    await send([page, { ...page, messageId: 'n', properties: { other: 1 } }])
    await send([
      { type: 'track', userId: 'u' },
      { type: 'page' },
      7,
      { ...page, properties: { x: 'y'.repeat(40_000) } },
    ])
    await collector.fetch(new Request('https://leads.example/v1/batch', { method: 'POST', body: '{' }))
    const metrics = await read()
    expect(Object.fromEntries([...metrics].filter(([name]) => !/seconds|queue/.test(name)))).toEqual({
      leadlight_bodies_cut_total: 0,
      leadlight_unfinished_bytes: 0,
      leadlight_events_accepted_total: 2,
      leadlight_events_duplicate_total: 1,
      leadlight_events_conflict_total: 1,
      'leadlight_messages_rejected_total{reason="invalid"}': 1,
      'leadlight_messages_rejected_total{reason="nobody"}': 1,
      'leadlight_messages_rejected_total{reason="malformed"}': 1,
      'leadlight_messages_rejected_total{reason="too_large"}': 1,
      leadlight_commits_failed_total: 0,
      leadlight_browser_dropped_total: 0,
      leadlight_browser_unstored_batches_total: 0,
      'leadlight_requests_total{for="events",status="200"}': 3,
      'leadlight_requests_total{for="events",status="400"}': 1,
    })
    expect(metrics.get('leadlight_commit_seconds_count')).toBe(3)
    expect(metrics.get('leadlight_commit_seconds_bucket{le="+Inf"}')).toBe(3)
    expect(metrics.get('leadlight_queue_requests')).toBe(0)
  })

  it('count what browsers report to have lost, by known reasons', async () => {
    const report = (context: JsonObject) =>
      collector.ingest({
        writeKey: 'wk',
        sentAt: new Date(time).toISOString(),
        context,
        batch: [{ type: 'page', anonymousId: 'v', messageId: JSON.stringify(context) }],
      })
    await report({ outbox: 'memory', dropped: { full: 3, 413: 2 } })
    await report({ dropped: { full: 4, 'ada@firm.example': 1, unstored: -5, 400: 1e9, 401: '7' } })
    await report({ dropped: 'all' })
    const metrics = await read()
    expect(Object.fromEntries([...metrics].filter(([name]) => name.includes('browser')))).toEqual({
      'leadlight_browser_dropped_total{reason="full"}': 7,
      'leadlight_browser_dropped_total{reason="413"}': 2,
      'leadlight_browser_dropped_total{reason="other"}': 1,
      leadlight_browser_unstored_batches_total: 1,
    })
  })

  it('say how late scores are', async () => {
    await send([{ type: 'page', anonymousId: 'v', properties: { path: '/pricing' } }])
    await send([{ type: 'identify', anonymousId: 'v', traits: { email: 'ada@example.com' } }])
    expect((await read()).get('leadlight_score_lag_seconds')).toBe(0)
    time += 100 * 24 * 3_600_000
    expect((await read()).get('leadlight_score_lag_seconds')).toBeGreaterThan(24 * 3_600)
  })

  it('contain no personal data and no path', async () => {
    await send([{ type: 'identify', userId: 'ada', traits: { email: 'ada@example.com' } }])
    await collector.fetch(new Request('https://leads.example/api/leads/email:ada@example.com?x=/v1/'))
    await collector.fetch(new Request('https://leads.example/ada@example.com'))
    const text = await (await ask('sk')).text()
    expect(text).not.toMatch(/ada|example|wk|"sk"/)
    expect(text).toContain('{for="api",status="401"} 1')
    expect(text).toContain('{for="other",status="404"} 1')
  })

  it('are still available while the store fails', async () => {
    await store.close()
    expect((await send([{ type: 'page', anonymousId: 'v' }])).status).toBe(503)
    const metrics = await read()
    expect(metrics.get('leadlight_commits_failed_total')).toBe(1)
    expect(metrics.has('leadlight_score_lag_seconds')).toBe(false)
  })
})

it('escapes labels and bounds their number', async () => {
  const registry = createRegistry()
  const counter = registry.counter('x_total', 'X.')
  counter.add(1, { a: 'back\\slash "quoted"\nline' })
  for (let index = 0; index < 1_000; index++) counter.add(1, { a: String(index) })
  const text = await registry.write()
  expect(text).toContain('x_total{a="back\\\\slash \\"quoted\\"\\nline"} 1')
  expect(text.split('\n').length).toBeLessThan(210)
})
