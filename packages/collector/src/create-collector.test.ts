import type { Lead, List } from '@leadlight/protocol'
import { expect, it, vi } from 'vitest'
import { askAsOwner, startCollector } from './collector.test.setup.ts'
import type { Collector } from './collector.ts'
import { memoryStore } from './storage/memory.ts'

const sentAt = '2026-11-21T10:00:00Z'
const batch = {
  writeKey: 'wk',
  sentAt,
  batch: [
    { type: 'identify' as const, messageId: 'm', anonymousId: 'v', traits: { email: 'ada@example.com' } },
  ],
}

async function emails(collector: Collector, base = '/'): Promise<(string | null)[]> {
  const response = await askAsOwner(collector, `${base}api/leads`)
  const { data }: List<Lead> = await response.json()
  return data.map((lead) => lead.email)
}

it('accepts a batch without HTTP', async () => {
  const collector = startCollector()
  expect(await collector.ingest(batch)).toEqual({ success: true })
  expect(await emails(collector)).toEqual(['ada@example.com'])
})

it('refuses a batch without HTTP for the same reasons as with it', async () => {
  const collector = startCollector()
  await expect(collector.ingest({ ...batch, writeKey: 'no' })).rejects.toMatchObject({ status: 401 })
  const none = JSON.parse('{}')
  await expect(collector.ingest({ ...batch, batch: none })).rejects.toMatchObject({ status: 400 })
  const deep = JSON.parse(`${'['.repeat(50)}${']'.repeat(50)}`)
  expect(await collector.ingest({ ...batch, batch: deep })).toMatchObject({ rejected: [{ index: 0 }] })
})

it.each([
  ['/metrics', 'GET, HEAD'],
  ['/v1/visitor', 'POST'],
  ['/v1/projects/wk/settings', 'GET, HEAD, OPTIONS'],
  ['/sourceConfig', 'GET, HEAD, OPTIONS'],
  ['/leadlight.js', 'GET, HEAD'],
  ['/v1/nothing', null],
])('names the methods that %s takes', async (path, allowed) => {
  const assets = { '/leadlight.js': { body: '1', type: 'text/javascript' } }
  const collector = startCollector({ basePath: '/ll', assets })
  const response = await askAsOwner(collector, `/ll${path}`, 'DELETE')
  expect([response.status, response.headers.get('allow')]).toEqual([allowed === null ? 404 : 405, allowed])
  expect(await response.json()).toMatchObject({ success: false })
})

it('can be mounted below a path', async () => {
  const collector = startCollector({
    basePath: '/leadlight/',
    assets: { '/leadlight.js': { body: '1', type: 'text/javascript' } },
  })
  const post = (path: string) =>
    collector.fetch(
      new Request(`https://app.example${path}`, { method: 'POST', body: JSON.stringify(batch) }),
    )
  expect((await post('/leadlight/v1/batch')).status).toBe(200)
  expect((await post('/v1/batch')).status).toBe(404)
  expect(await emails(collector, '/leadlight/')).toEqual(['ada@example.com'])
  const script = await collector.fetch(new Request('https://app.example/leadlight/leadlight.js'))
  expect(await script.text()).toBe('1')
})

it.each(['/v1/batch', '/v1/batch/'])('says that somebody else has read the body sent to %s', async (path) => {
  const request = new Request(`https://leads.example${path}`, { method: 'POST', body: JSON.stringify(batch) })
  await request.text()
  const response = await startCollector().fetch(request)
  expect([response.status, await response.text()]).toEqual([408, expect.stringContaining('express.json()')])
})

it('needs only a request, whatever else the host passes', async () => {
  const collector = startCollector()
  const { fetch } = collector
  const request = () =>
    new Request('https://leads.example/v1/batch', { method: 'POST', body: JSON.stringify(batch) })
  expect((await fetch(request())).status).toBe(200)
  expect((await fetch(request(), { ip: 5 } as unknown as { ip: string })).status).toBe(200)
})

it('reports internal errors to onError, and hides them from the caller', async () => {
  const failures: unknown[] = []
  const store = memoryStore()
  const broken = { ...store, read: () => Promise.reject(new Error('SECRET detail')) }
  const collector = startCollector({ store: broken, onError: (error) => failures.push(error) })
  const request = new Request('https://leads.example/v1/batch', {
    method: 'POST',
    body: JSON.stringify(batch),
  })
  const response = await collector.fetch(request)
  expect(response.status).toBe(500)
  expect(await response.text()).not.toContain('SECRET')
  expect(failures).toEqual([expect.objectContaining({ message: 'SECRET detail' })])
})

it('refuses invalid keys and origins', () => {
  expect(() => startCollector({ keys: [{ kind: 'write', key: '', site: 'x' }] })).toThrow(TypeError)
  expect(() => startCollector({ allowedOrigins: ['www.example.com'] })).toThrow('not an origin')
})

it('rarely reads its store while nothing happens', async () => {
  vi.useFakeTimers()
  try {
    const store = memoryStore()
    const [read, transact] = [vi.spyOn(store, 'read'), vi.spyOn(store, 'transact')]
    const collector = startCollector({ store })
    const delivery = collector.ingest(batch)
    await vi.advanceTimersByTimeAsync(60_000)
    await delivery
    const before = read.mock.calls.length + transact.mock.calls.length
    await vi.advanceTimersByTimeAsync(60_000)
    // A few looks a second at what is due.
    expect(read.mock.calls.length + transact.mock.calls.length - before).toBeLessThan(60 * 10)
    await collector.close()
  } finally {
    vi.useRealTimers()
  }
})
