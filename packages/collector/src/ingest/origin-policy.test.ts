import { describe, expect, it } from 'vitest'
import { batch, collector, host, leadsNow, post, startWith } from './two-sites.test.setup.ts'

describe('origins', () => {
  const fromShop = { origin: 'https://shop.example' }
  const shopBatch = { ...batch('a@x.co'), writeKey: 'wk_shop' }

  it('are echoed when they are allowed', async () => {
    const response = await post('/v1/batch', shopBatch, fromShop)
    expect(response.status).toBe(200)
    expect(response.headers.get('access-control-allow-origin')).toBe('https://shop.example')
    expect(response.headers.get('vary')).toBe('Origin')
    expect(response.headers.has('access-control-allow-credentials')).toBe(false)
  })

  it.each([
    'https://evil.example',
    'http://shop.example',
    'https://shop.example:444',
    'https://shop.example.evil.example',
    'null',
  ])('are refused when they are %s', async (origin) => {
    const response = await post('/v1/batch', shopBatch, { origin })
    expect(response.status).toBe(403)
    expect(await leadsNow()).toEqual([])
  })

  it('may be any for a key without a list, and may be missing for servers', async () => {
    expect((await post('/v1/batch', batch('a@x.co'), { origin: 'https://any.example' })).status).toBe(200)
    expect((await post('/v1/batch', shopBatch)).status).toBe(200)
  })

  it("may always be the collector's own", async () => {
    expect((await post('/v1/batch', shopBatch, { origin: host })).status).toBe(200)
  })

  it.each([
    ['an unknown key', 'wk_wrong', 'https://shop.example', 401, 'Unknown write key'],
    ['an unknown key and origin', 'wk_wrong', 'https://evil.example', 401, 'Unknown write key'],
    ['an unknown origin', 'wk_shop', 'https://evil.example', 403, '--allow-origin https://evil.example'],
    ['a file', 'wk_shop', 'null', 403, 'put it on a web server'],
  ])('can read that they were refused, and what to do: %s', async (_, writeKey, origin, status, advice) => {
    startWith([{ kind: 'write', key: 'wk_shop', site: 'shop', origins: ['https://shop.example'] }])
    const response = await post('/v1/batch', { ...shopBatch, writeKey }, { origin })
    expect(response.status).toBe(status)
    expect(response.headers.get('access-control-allow-origin')).toBe(origin)
    expect(response.headers.has('access-control-allow-credentials')).toBe(false)
    expect(await response.json()).toMatchObject({ error: { message: expect.stringContaining(advice) } })
  })

  it('are checked against the general list when the key has none', async () => {
    startWith([{ kind: 'write', key: 'wk_open', site: 'open' }], { allowedOrigins: ['https://www.example'] })
    const good = await post('/v1/batch', batch('a@x.co'), { origin: 'https://www.example' })
    const bad = await post('/v1/batch', batch('a@x.co'), { origin: 'https://evil.example' })
    expect([good.status, bad.status]).toEqual([200, 403])
  })

  it('get answers to their preflights', async () => {
    const preflight = (origin: string) => {
      const headers = {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'content-type,anonymousid',
      }
      return collector.fetch(new Request(`${host}/v1/t`, { method: 'OPTIONS', headers }))
    }
    const response = await preflight('https://any.example')
    expect(response.status).toBe(204)
    expect(response.headers.get('access-control-allow-origin')).toBe('https://any.example')
    expect(response.headers.get('access-control-allow-headers')).toContain('anonymousid')
    expect(response.headers.get('access-control-allow-methods')).toContain('POST')
    startWith([{ kind: 'write', key: 'wk', site: 'shop', origins: ['https://shop.example'] }])
    const refused = await preflight('https://evil.example')
    expect(refused.status).toBe(403)
    expect(refused.headers.has('access-control-allow-origin')).toBe(false)
  })
})
