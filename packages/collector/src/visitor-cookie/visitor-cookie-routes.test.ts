import { beforeAll, describe, expect, it } from 'vitest'
import { startCollector } from '../collector.test.setup.ts'
import type { Collector } from '../collector.ts'

const anonymousId = '1763791200000-111-222-333'
let collector: Collector

beforeAll(() => {
  collector = startCollector({ keys: [{ kind: 'write', key: 'wk', site: 'www' }] })
})

interface Ask {
  url?: string
  headers?: Record<string, string>
  body?: unknown
}

/** From a page of the collector's own host, unless said otherwise. */
function ask({ url = 'https://www.shop.example/ll/', headers = {}, body = { anonymousId } }: Ask = {}) {
  const address = new URL('v1/visitor', new URL('/', url))
  return collector.fetch(
    new Request(address, {
      method: 'POST',
      headers: { origin: 'https://www.shop.example', 'content-type': 'text/plain', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    }),
  )
}

describe('the visitor’s cookie', () => {
  it('is set for pages of the collector’s own host, readable by scripts, for 400 days', async () => {
    const answer = await ask({ body: { anonymousId, userId: 'u 1;é' } })
    expect(answer.status).toBe(204)
    expect(answer.headers.get('set-cookie')).toBe(
      `leadlight=${anonymousId}.u%201%3B%C3%A9; Path=/; Max-Age=34560000; SameSite=Lax; Secure`,
    )
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://www.shop.example')
    expect(answer.headers.get('access-control-allow-credentials')).toBe('true')
    expect(answer.headers.get('vary')).toBe('Origin')
  })

  it('is not marked Secure for a page on plain http, where browsers would refuse it', async () => {
    const answer = await ask({ headers: { origin: 'http://www.shop.example' } })
    expect(answer.headers.get('set-cookie')).not.toContain('Secure')
  })

  it('may cover a domain that page and collector both belong to', async () => {
    const body = { anonymousId, domain: 'shop.example' }
    const answer = await ask({ url: 'https://leads.shop.example/', body })
    expect(answer.headers.get('set-cookie')).toContain('; Domain=shop.example;')
  })

  it.each<[string, Ask]>([
    ['a page of another host', { headers: { origin: 'https://evil.test' } }],
    ['no page at all', { headers: { origin: 'null' } }],
    ['what the browser calls cross-site', { headers: { 'sec-fetch-site': 'cross-site' } }],
    ['another host without a domain', { url: 'https://leads.shop.example/' }],
    ['a domain of others', { body: { anonymousId, domain: 'bank.test' } }],
    [
      'a domain that only ends alike',
      { url: 'https://evilshop.example/', body: { anonymousId, domain: 'shop.example' } },
    ],
    ['a whole top-level domain', { body: { anonymousId, domain: 'example' } }],
    ['a domain that is more than one', { body: { anonymousId, domain: 'shop.example; Secure' } }],
    ['a domain that is no text', { body: { anonymousId, domain: ['shop.example'] } }],
  ])('is refused to %s', async (_, request) => {
    const answer = await ask(request)
    expect(answer.status).toBe(403)
    expect(answer.headers.has('set-cookie')).toBe(false)
    expect(answer.headers.has('access-control-allow-origin')).toBe(false)
  })

  it.each<[string, unknown]>([
    ['no JSON', 'x'],
    ['no object', [anonymousId]],
    ['no id', {}],
    ['an id with a semicolon', { anonymousId: `${anonymousId};x` }],
    ['an id that is too short', { anonymousId: 'x' }],
  ])('is refused for %s', async (_, body) => {
    const answer = await ask({ body })
    expect(answer.status).toBe(400)
    expect(answer.headers.has('set-cookie')).toBe(false)
  })

  it('leaves out an invalid user id', async () => {
    for (const userId of ['x'.repeat(300), 7, '\ud800']) {
      const answer = await ask({ body: { anonymousId, userId } })
      expect(answer.headers.get('set-cookie')).toContain(`leadlight=${anonymousId}.;`)
    }
  })

  it('is never set by answers to events, which have no credentials', async () => {
    const answer = await collector.fetch(
      new Request('https://www.shop.example/v1/batch', {
        method: 'POST',
        headers: { origin: 'https://www.shop.example' },
        body: JSON.stringify({ writeKey: 'wk', batch: [{ type: 'track', event: 'E', anonymousId }] }),
      }),
    )
    expect(answer.status).toBe(200)
    expect(answer.headers.has('set-cookie')).toBe(false)
    expect(answer.headers.has('access-control-allow-credentials')).toBe(false)
  })
})
