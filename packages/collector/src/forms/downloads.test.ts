import type { FormAnswer, FormDefinition } from '@leadlight/protocol'
import { beforeEach, expect, it } from 'vitest'
import { askAsOwner, startCollector } from '../collector.test.setup.ts'
import type { Collector } from '../collector.ts'

const host = 'https://leads.example'
let collector: Collector
let time: number

const form: FormDefinition = {
  id: 'guide',
  fields: [{ type: 'email', name: 'email', label: 'E-mail' }],
  success: { download: { label: 'The guide', file: 'guide.pdf', hours: 2 }, event: 'Guide Requested' },
}

beforeEach(async () => {
  time = Date.parse('2026-11-22T10:00:00Z')
  collector = startCollector({
    basePath: '/ll',
    now: () => time,
    downloads: async (name) =>
      name === 'guide.pdf' ? { body: new TextEncoder().encode('%PDF'), type: 'application/pdf' } : undefined,
  })
  await put(form)
})
const ask = (path: string, init: RequestInit = {}) => collector.fetch(new Request(host + path, init))
const put = (definition: FormDefinition) => askAsOwner(collector, '/ll/api/forms/guide', 'PUT', definition)

async function linkAfterSending(): Promise<string> {
  const properties = { fields: { email: 'ada@firm.example' } }
  const body = JSON.stringify({ writeKey: 'wk', properties })
  const answer: FormAnswer = await (await ask('/ll/v1/forms/guide', { method: 'POST', body })).json()
  expect(answer.receipt.download?.label).toBe('The guide')
  return `/ll/v1/downloads/${answer.receipt.download?.token}`
}

it('a download is a file for whoever sent the form, and records an event', async () => {
  const response = await ask(await linkAfterSending())
  expect(response.status).toBe(200)
  expect(await response.text()).toBe('%PDF')
  expect(response.headers.get('content-disposition')).toBe('attachment; filename="guide.pdf"')
  const events = await (await askAsOwner(collector, '/ll/api/leads/email:ada@firm.example/events')).text()
  expect(events).toContain('Guide Requested')
})

it('the page for browsers without scripts links to the download', async () => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const body = 'email=ada%40firm.example&writeKey=wk'
  const page = await ask('/ll/v1/forms/guide', { method: 'POST', headers, body })
  const [, href = ''] = /href="([^"]+)"/.exec(await page.text()) ?? []
  const address = new URL(href.replaceAll('&#46;', '.'), `${host}/ll/v1/forms/guide`)
  expect((await ask(address.pathname)).status).toBe(200)
})

it('an expired or wrong link gets a clear answer', async () => {
  const link = await linkAfterSending()
  const last = link.at(-1) === 'A' ? 'B' : 'A'
  expect((await ask(link.slice(0, -1) + last)).status).toBe(404)
  time += 2.1 * 3_600_000
  const response = await ask(link)
  expect(response.status).toBe(410)
  expect(await response.text()).toContain('This link has expired')
  time -= 3_600_000
  await put({ ...form, success: { download: { label: 'x', file: 'other.pdf' } } })
  expect((await ask(link)).status).toBe(404)
})

it('the link redirects to a file that is hosted elsewhere', async () => {
  const href = 'https://files.example/guide.pdf'
  await put({ ...form, success: { download: { label: 'The guide', href } } })
  const response = await ask(await linkAfterSending())
  expect([response.status, response.headers.get('location')]).toEqual([302, href])
})
