import type { Lead, List } from '@leadlight/protocol'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ask, get, refusal } from './two-leads.test.setup.ts'

describe('queries', () => {
  it('ignore empty parameters', async () => {
    const { data } = await get<List<Lead>>('/api/leads?sort=&stage=&grade=&owner=&q=&limit=&cursor=')
    expect(data).toHaveLength(2)
  })

  it.each([
    ['/api/leads?sort=password', 'sort'],
    ['/api/leads?limit=0', 'limit'],
    ['/api/leads?limit=201', 'limit'],
    ['/api/leads?limit=x', 'limit'],
    ['/api/leads?stage=king', 'stage'],
    ['/api/leads?grade=Z9', 'grade'],
    ['/api/leads?stagee=mql', 'stagee'],
    ['/api/leads/x/score?at=yesterday', 'at'],
    ['/api/reports/sources?from=x', 'from'],
    ['/api/reports/sources?from=2026-02-01&to=2026-01-01', 'from'],
    ['/api/reports/funnel?to=tomorrow', 'to'],
    ['/api/reports/funnel?channel=pigeon', 'channel'],
    ['/api/reports/funnel?site=www', 'site'],
    ['/api/reports/funnel?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z', 'from'],
    ['/api/reports/content?sort=-title', 'sort'],
    ['/api/reports/content?limit=0', 'limit'],
    ['/api/reports/content?pat=/', 'pat'],
    ['/api/reports/content?from=2026-02-01T00:00:00Z&to=2026-02-01T00:00:00Z', 'from'],
  ])('are refused with the name of the invalid parameter: %s', async (path, named) => {
    const { status, message } = await refusal(path)
    expect(status).toBe(400)
    expect(message).toContain(named)
  })

  it.each([
    '/api/leads',
    '/api/leads/email:ada@acme.example/events',
    '/api/rejected',
    '/api/reports/content',
  ])('are refused with a forged cursor: %s', async (path) => {
    expect(await refusal(`${path}?cursor=forged`)).toMatchObject({ status: 400, code: 'invalid_cursor' })
  })

  it('are answered without a server error, whatever they contain', async () => {
    const name = fc.constantFrom(
      'sort',
      'stage',
      'grade',
      'q',
      'owner',
      'segment',
      'limit',
      'cursor',
      'at',
      'from',
      'to',
      'site',
      'channel',
      'source',
      '__proto__',
    )
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom("' OR 1=1 --", '%', '_', '\0', '1e400', '-1'),
    )
    const path = fc.constantFrom(
      '/api/leads',
      '/api/leads/email:ada@acme.example/score',
      '/api/reports/forms',
      '/api/reports/sources',
      '/api/reports/funnel',
      '/api/reports/content',
      '/api/segments',
      '/api/spam',
      '/api/rejected',
    )
    await fc.assert(
      fc.asyncProperty(path, fc.array(fc.tuple(name, value), { maxLength: 4 }), async (route, parameters) => {
        const query = new URLSearchParams(parameters.map(([key, text]) => [key, text]))
        const { status } = await ask(`${route}?${query}`)
        expect([200, 400]).toContain(status)
      }),
    )
  }, 30_000)

  it('treat every lead name as a name only', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1 }), async (id) => {
        const response = await ask(`/api/leads/${encodeURIComponent(id)}/score`)
        expect([400, 404]).toContain(response.status)
      }),
    )
  })
})
