import { expect, it } from 'vitest'
import { askAsOwner, startCollector } from '../collector.test.setup.ts'
import type { Collector } from '../collector.ts'
import { memoryStore } from '../storage/memory.ts'

async function withLeads(count: number): Promise<Collector> {
  const collector = startCollector()
  const rows = Array.from({ length: count }, (_, place) => `p${place}@x.example,प्रिया ${place},=1+1\n`)
  const csv = `email,name,company\n${rows.join('')}`
  const answer = await askAsOwner(collector, '/api/leads/import', 'POST', csv)
  expect(answer.status, await answer.clone().text()).toBe(200)
  return collector
}

it('has all leads of a list, not only one page, as a file that spreadsheets read as UTF-8', async () => {
  const collector = await withLeads(450)
  const answer = await askAsOwner(collector, '/api/leads.csv?sort=firstSeen')
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect(answer.headers.get('content-disposition')).toBe('attachment; filename="leads.csv"')
  const bytes = new Uint8Array(await answer.clone().arrayBuffer())
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const lines = (await answer.text()).trimEnd().split('\r\n')
  expect(lines).toHaveLength(451)
  expect(lines[0]).toMatch(/^email,userId,.*,score,engagement,fit,grade,stage,/)
  expect(new Set(lines.slice(1).map((line) => line.split(',', 1)[0])).size).toBe(450)
  expect(lines[1]).toContain('प्रिया')
  expect(lines[1]).not.toContain(',=1+1')
})

it('is imported again exactly', async () => {
  const collector = await withLeads(3)
  const csv = new Uint8Array(await (await askAsOwner(collector, '/api/leads.csv')).arrayBuffer())
  const request = new Request('https://leads.example/api/leads/import', {
    method: 'POST',
    headers: { authorization: 'Bearer sk' },
    body: csv,
  })
  expect(await (await collector.fetch(request)).json()).toMatchObject({ created: 0, unchanged: 3, failed: 0 })
})

it('takes the filters of the list', async () => {
  const collector = await withLeads(12)
  const lines = async (query: string) =>
    (await (await askAsOwner(collector, `/api/leads.csv?${query}`)).text()).split('\r\n').length - 2
  expect(await lines('q=p11')).toBe(1)
  expect(await lines('stage=customer')).toBe(0)
  expect((await askAsOwner(collector, '/api/leads.csv?limit=5')).status).toBe(400)
  expect((await askAsOwner(collector, '/api/leads.csv?segment=nope')).status).toBe(400)
})

it('ends with an error, not as if it were whole, when the store fails on the way', async () => {
  const store = memoryStore()
  let reads = Number.POSITIVE_INFINITY
  const read: typeof store.read = async (work, length) => {
    reads -= 1
    if (reads < 0) throw new Error('The disk is gone')
    return await store.read(work, length)
  }
  const collector = startCollector({ store: { ...store, read } })
  const rows = Array.from({ length: 450 }, (_, place) => `p${place}@x.example\n`)
  await askAsOwner(collector, '/api/leads/import', 'POST', `email\n${rows.join('')}`)
  const whole = await (await askAsOwner(collector, '/api/leads.csv')).text()
  expect(whole.split('\r\n')).toHaveLength(452)
  const answer = await askAsOwner(collector, '/api/leads.csv')
  reads = 0
  await expect(answer.text()).rejects.toThrow('The disk is gone')
})
