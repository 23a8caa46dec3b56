import { describe, expect, it } from 'vitest'
import { bearer, startCollector } from '../collector.test.setup.ts'
import { apiRoutes, fillPath, ingestRoutes } from '../every-route.test.routes.ts'
import { ingestPaths } from '../ingest/ingest-paths.ts'

type Headers = Record<string, string>

const collector = startCollector({
  assets: { '/leadlight.js': { body: '1', type: 'text/javascript; charset=utf-8' } },
})

function ask(path: string, method: string, headers: Headers): Promise<Response> {
  return collector.fetch(new Request(`https://leads.example${path}`, { method, headers }))
}

const routes = await apiRoutes(collector, 'sk')
const closed = routes.filter(({ isClosed }) => isClosed)

it('needs no key for health and the API description, but for everything else', () => {
  const open = routes.filter(({ isClosed }) => !isClosed).map(({ path }) => path)
  expect(open.filter((path) => !path.startsWith('/api/health'))).toEqual(['/api/openapi.json'])
})

it('trusts Sec-Fetch-Site over the host, which a proxy may have changed', async () => {
  const behindProxy = { ...bearer, origin: 'https://leads.public.example' }
  expect((await ask('/api/leads', 'GET', { ...behindProxy, 'sec-fetch-site': 'same-origin' })).status).toBe(
    200,
  )
  expect((await ask('/api/leads', 'GET', behindProxy)).status).toBe(403)
  expect((await ask('/api/leads', 'GET', { ...behindProxy, 'sec-fetch-site': 'cross-site' })).status).toBe(
    403,
  )
})

it('names the Bearer scheme in WWW-Authenticate', async () => {
  expect((await ask('/api/leads', 'GET', {})).headers.get('www-authenticate')).toBe('Bearer')
  expect((await ask('/metrics', 'GET', {})).headers.get('www-authenticate')).toBe('Bearer')
})

describe.each(closed)('$method $path', (route) => {
  const path = fillPath(route, 'x')

  it.each<[string, Headers]>([
    ['no key', {}],
    ['a wrong key', { authorization: 'Bearer sk_wrong' }],
    ['a write key', { authorization: 'Bearer wk' }],
    ['an empty key', { authorization: 'Bearer ' }],
    ['the key in another scheme', { authorization: `Basic ${btoa('sk:')}` }],
    ['the key with something behind it', { authorization: 'Bearer sk x' }],
    ['the first half of the key', { authorization: 'Bearer s' }],
  ])('is closed with %s', async (_, headers) => {
    const response = await ask(path, route.method, headers)
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ success: false, error: { code: 'secret_key_needed' } })
  })

  it('is closed with the key in the address', async () => {
    for (const query of ['?secretKey=sk', '?access_token=sk', '?writeKey=sk']) {
      expect((await ask(path + query, route.method, {})).status).toBe(401)
    }
  })

  it.each<[string, Headers]>([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['another host of the same site', { 'sec-fetch-site': 'same-site' }],
    ['another origin', { origin: 'https://evil.example' }],
    ['an origin that begins the same', { origin: 'https://leads.example.evil.example' }],
    ['a page without origin', { origin: 'null' }],
    ['no origin at all', { origin: '' }],
  ])('is closed to pages of %s', async (_, headers) => {
    const response = await ask(path, route.method, { ...bearer, ...headers })
    expect(response.status).toBe(403)
    expect(response.headers.has('access-control-allow-origin')).toBe(false)
  })

  it('refuses preflights from another site', async () => {
    const headers = { origin: 'https://evil.example', 'access-control-request-method': route.method }
    const response = await ask(path, 'OPTIONS', headers)
    expect(response.status).toBe(403)
    expect(response.headers.has('access-control-allow-origin')).toBe(false)
  })
})

it('accepts the secret key from programs and from pages of its own host', async () => {
  for (const headers of [{}, { origin: 'https://leads.example', 'sec-fetch-site': 'same-origin' }]) {
    expect((await ask('/api/leads', 'GET', { ...bearer, ...headers })).status).toBe(200)
  }
})

it.each(ingestPaths())('answers of $path have security headers', async ({ path }) => {
  const message = { event: 'E', userId: 'u', groupId: 'g', previousId: 'p', writeKey: 'wk' }
  const body = JSON.stringify(/batch|import|b$/.test(path) ? { writeKey: 'wk', batch: [] } : message)
  const answer = await collector.fetch(new Request(`https://leads.example${path}`, { method: 'POST', body }))
  expect(answer.status).toBe(200)
  for (const name of [
    'x-content-type-options',
    'content-security-policy',
    'x-frame-options',
    'referrer-policy',
  ]) {
    expect(answer.headers.has(name)).toBe(true)
  }
})

describe('every answer has security headers', () => {
  const elsewhere = [
    '/',
    '/leadlight.js',
    '/v1/nothing',
    '/v1/projects/wk/settings',
    '/v1/forms/x',
    '/%ff',
    '//',
  ]
  const asked = [
    ...[...routes, ...ingestRoutes].map((route) => [route.method, fillPath(route, 'x')] as const),
    ...ingestRoutes.flatMap(({ path }) => [['GET', path] as const, ['OPTIONS', path] as const]),
    ...elsewhere.map((path) => ['GET', path] as const),
  ]
  it.each(asked)('%s %s', async (method, path) => {
    for (const headers of [{}, bearer, { origin: 'https://evil.example' }] as Headers[]) {
      const answer = await ask(path, method, headers)
      expect(answer.status).toBeLessThan(500)
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
      expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
      expect(answer.headers.get('x-frame-options')).toBe('DENY')
      expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
      expect(answer.headers.get('content-type') ?? 'application/json').toMatch(/json|javascript|csv/)
      expect(answer.headers.has('server')).toBe(false)
      expect(answer.headers.has('x-powered-by')).toBe(false)
    }
  })
})
