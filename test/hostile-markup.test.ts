import type { Lead, List } from '@leadlight/protocol'
import { beforeAll, describe, expect, it } from 'vitest'
import { startCollector } from '../packages/collector/src/collector.test.setup.ts'
import { countPlaces, hostileMessages, hostileTexts } from './hostile-markup.ts'

/** Markup in every captured field, as programs read it. How the page of leads shows it: test/built/hostile-markup.test.ts. */

const bearer = { authorization: 'Bearer sk' }
const collector = startCollector()

const ask = (path: string, headers: Record<string, string> = bearer) =>
  collector.fetch(new Request(`https://leads.example${path}`, { headers }))

beforeAll(async () => {
  for (const [index, text] of hostileTexts.entries()) {
    const body = JSON.stringify({ writeKey: 'wk', batch: hostileMessages(text, index) })
    const answer = await collector.fetch(
      new Request('https://leads.example/v1/batch', { method: 'POST', body }),
    )
    expect(await answer.json()).toMatchObject({ success: true, rejected: [{ index: 6 }] })
  }
})

/** Only ever data to a browser, whatever it is asked as. */
async function readInert(path: string): Promise<string> {
  const answer = await ask(path)
  expect(answer.headers.get('content-type')).toMatch(/^application\/json/)
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  return answer.text()
}

it('puts the texts into more than 3,000 places', () => {
  expect(hostileTexts.reduce((sum, text) => sum + countPlaces(text), 0)).toBeGreaterThan(3_000)
})

describe.each(hostileTexts.map((text, index) => [text, index] as const))('%j', (text, index) => {
  it('is returned only as text', async () => {
    const name = `email:mallory-${index}@example.com`
    const lead: Lead = JSON.parse(await readInert(`/api/leads/${name}`))
    expect(lead.traits.title?.trim()).toBe(text.trim())
    for (const part of ['events', 'score', 'export'])
      JSON.parse(await readInert(`/api/leads/${name}/${part}`))
  })

  it('can be searched for like any word', async () => {
    const { data }: List<Lead> = JSON.parse(await readInert(`/api/leads?q=${encodeURIComponent(text)}`))
    expect(data.length).toBeLessThanOrEqual(hostileTexts.length)
    for (const path of [`/api/${encodeURIComponent(text)}`, `/api/leads/${encodeURIComponent(text)}`]) {
      expect(await readInert(path)).not.toContain('window.pwned')
    }
    expect(await readInert(`/api/leads?sort=${encodeURIComponent(text)}`)).not.toContain('window.pwned')
  })
})

it('stores rejected messages as text, too', async () => {
  const refused = JSON.parse(await readInert('/api/rejected?limit=200'))
  expect(refused.data).toHaveLength(hostileTexts.length)
  await readInert('/api/reports/sources')
  await readInert('/api/reports/content?limit=200')
})

it('does not repeat requests in its answers to strangers', async () => {
  for (const text of hostileTexts) {
    const encoded = encodeURIComponent(text)
    for (const path of [`/${encoded}`, `/v1/${encoded}`, `/v1/track?${encoded}`, `/api/leads?${encoded}=1`]) {
      const answer = await ask(path, {})
      expect(await answer.text()).not.toContain('pwned')
    }
  }
})
