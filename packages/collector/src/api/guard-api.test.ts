import { defaultModel } from '@leadlight/scoring'
import { describe, expect, it } from 'vitest'
import { createCollector } from '../create-collector.ts'
import { memoryStore } from '../storage/memory.ts'

type Headers = Record<string, string>

const bearer = { authorization: 'Bearer sk_right' }
const collector = createCollector({
  store: memoryStore(),
  model: defaultModel,
  keys: [
    { kind: 'write', key: 'wk', site: 'www' },
    { kind: 'secret', key: 'sk_right' },
  ],
})

function ask(path: string, method: string, headers: Headers): Promise<Response> {
  return collector.fetch(new Request(`https://leads.example${path}`, { method, headers }))
}

const routes = [
  'GET /api/leads',
  'GET /api/leads/x',
  'GET /api/leads/x/events',
  'GET /api/leads/x/score',
  'GET /api/model',
  'PUT /api/model',
  'GET /api/reports/sources',
  'GET /api/rejected',
  'GET /api/openapi.json',
  'GET /api/unknown',
  'DELETE /api/leads/x',
].map((route) => route.split(' ') as [string, string])

describe.each(routes)('%s %s', (method, path) => {
  it.each([
    ['no key', {}],
    ['a wrong key', { authorization: 'Bearer sk_wrong' }],
    ['a write key', { authorization: 'Bearer wk' }],
    ['an empty key', { authorization: 'Bearer ' }],
    ['the key in another scheme', { authorization: `Basic ${btoa('sk_right:')}` }],
  ])('is closed with %s', async (_, headers) => {
    const response = await ask(path, method, headers as Headers)
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ success: false, error: { code: 'secret_key_needed' } })
  })

  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['another origin', { origin: 'https://evil.example' }],
    ['a page without origin', { origin: 'null' }],
  ])('is closed to pages of %s', async (_, headers) => {
    const response = await ask(path, method, { ...bearer, ...(headers as Headers) })
    expect(response.status).toBe(403)
    expect(response.headers.has('access-control-allow-origin')).toBe(false)
  })
})

it('lets the secret key in, from a program and from a page of its own host', async () => {
  for (const headers of [{}, { origin: 'https://leads.example', 'sec-fetch-site': 'same-origin' }]) {
    expect((await ask('/api/leads', 'GET', { ...bearer, ...headers })).status).toBe(200)
  }
})
