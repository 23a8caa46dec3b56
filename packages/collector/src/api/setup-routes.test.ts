import { expect, it } from 'vitest'
import { askAsOwner, startCollector } from '../collector.test.setup.ts'
import type { Collector } from '../collector.ts'

const host = 'https://leads.example'
const start = Date.parse('2026-11-22T10:00:00Z')

async function setupOf(collector: Collector) {
  return (await askAsOwner(collector, '/api/setup')).json()
}

async function send(collector: Collector, writeKey: string, origin: string): Promise<number> {
  const batch = [{ type: 'page', anonymousId: 'v', properties: { path: '/' } }]
  const body = JSON.stringify({ writeKey, batch })
  return (
    await collector.fetch(new Request(`${host}/v1/batch`, { method: 'POST', body, headers: { origin } }))
  ).status
}

it('tells the write keys with their pages, but no secret key', async () => {
  const collector = startCollector({
    keys: [
      { kind: 'write', key: 'wk_shop_1234', site: 'shop', origins: ['https://shop.example'] },
      { kind: 'write', key: 'wk_blog_5678', site: 'blog' },
      { kind: 'secret', key: 'sk' },
    ],
    allowedOrigins: ['https://www.example.com'],
  })
  const made = await askAsOwner(collector, '/api/keys', 'POST', { kind: 'write', name: 'n', site: 'docs' })
  await askAsOwner(collector, '/api/keys', 'POST', { kind: 'secret', name: 'crm' })
  const ended = await askAsOwner(collector, '/api/keys', 'POST', { kind: 'write', name: 'old' })
  await askAsOwner(collector, `/api/keys/${(await ended.json()).id}`, 'DELETE')
  expect((await setupOf(collector)).writeKeys).toEqual([
    { key: 'wk_shop_1234', hint: '1234', site: 'shop', origins: ['https://shop.example'] },
    { key: 'wk_blog_5678', hint: '5678', site: 'blog', origins: ['https://www.example.com'] },
    { key: null, hint: (await made.json()).hint, site: 'docs', origins: ['https://www.example.com'] },
  ])
})

it('tells a key as soon as it is made', async () => {
  const collector = startCollector()
  expect((await setupOf(collector)).writeKeys).toHaveLength(1)
  const made = await askAsOwner(collector, '/api/keys', 'POST', { kind: 'write', name: 'n', site: 'shop' })
  expect((await setupOf(collector)).writeKeys).toMatchObject([{}, { hint: (await made.json()).hint }])
})

it('says that all pages may send where no list is given', async () => {
  expect((await setupOf(startCollector())).writeKeys[0].origins).toBeNull()
})

it('tells when the first visit began, and how many visitors came in a day', async () => {
  let time = start
  const collector = startCollector({ now: () => time })
  expect(await setupOf(collector)).toMatchObject({ firstVisitAt: null, visitorsOfLastDay: 0 })
  expect(await send(collector, 'wk', 'https://www.example.com')).toBe(200)
  expect(await setupOf(collector)).toMatchObject({
    firstVisitAt: '2026-11-22T10:00:00.000Z',
    visitorsOfLastDay: 1,
  })
  time += 2 * 86_400_000
  expect(await setupOf(collector)).toMatchObject({
    firstVisitAt: '2026-11-22T10:00:00.000Z',
    visitorsOfLastDay: 0,
  })
})

it('names the pages that were refused, latest first, and why', async () => {
  let time = start
  const collector = startCollector({ allowedOrigins: ['https://www.example.com'], now: () => time })
  expect(await send(collector, 'wk', 'https://example.com')).toBe(403)
  expect(await send(collector, 'wk', 'https://example.com')).toBe(403)
  time += 1_000
  expect(await send(collector, 'wk_old', 'https://www.example.com')).toBe(401)
  expect(await send(collector, 'wk', 'https://www.example.com')).toBe(200)
  expect((await setupOf(collector)).refused).toEqual([
    {
      origin: 'https://www.example.com',
      code: 'unknown_write_key',
      at: '2026-11-22T10:00:01.000Z',
      count: 1,
    },
    { origin: 'https://example.com', code: 'origin_not_allowed', at: '2026-11-22T10:00:00.000Z', count: 2 },
  ])
})

it('remembers only the latest of many refused pages', async () => {
  const collector = startCollector({ allowedOrigins: ['https://www.example.com'] })
  for (let number = 0; number < 50; number++) await send(collector, 'wk', `https://evil-${number}.example`)
  await send(collector, 'wk', `https://${'a'.repeat(300)}.example`)
  const { refused } = await setupOf(collector)
  expect(refused).toHaveLength(20)
  expect(refused[0].origin).toBe('https://evil-49.example')
})
