import type { ContentRow, FunnelReport, Lead, List, SourceRow } from '@leadlight/protocol'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ask, collector, get, noon, refusal } from './two-leads.test.setup.ts'

describe('queries', () => {
  it('may leave parameters empty', async () => {
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
    ['/api/reports/funnel?to=tomorrow', 'to'],
    ['/api/reports/funnel?channel=pigeon', 'channel'],
    ['/api/reports/funnel?site=www', 'site'],
    ['/api/reports/funnel?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z', 'from'],
    ['/api/reports/content?sort=-title', 'sort'],
    ['/api/reports/content?limit=0', 'limit'],
    ['/api/reports/content?pat=/', 'pat'],
    ['/api/reports/content?from=2026-02-01T00:00:00Z&to=2026-02-01T00:00:00Z', 'from'],
  ])('that make no sense are refused: %s', async (path, named) => {
    const { status, message } = await refusal(path)
    expect(status).toBe(400)
    expect(message).toContain(named)
  })

  it.each([
    '/api/leads',
    '/api/leads/email:ada@acme.example/events',
    '/api/rejected',
    '/api/reports/content',
  ])('with a cursor of somebody else are refused: %s', async (path) => {
    expect(await refusal(`${path}?cursor=forged`)).toMatchObject({ status: 400, code: 'invalid_cursor' })
  })

  it('never fail, whatever they hold', async () => {
    const name = fc.constantFrom(
      'sort',
      'stage',
      'grade',
      'q',
      'owner',
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

  it('take no name for more than a name', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1 }), async (id) => {
        const response = await ask(`/api/leads/${encodeURIComponent(id)}/score`)
        expect([400, 404]).toContain(response.status)
      }),
    )
  })
})

describe('reports and health', () => {
  it('count leads by source', async () => {
    const { data, next } = await get<List<SourceRow>>('/api/reports/sources')
    expect(data).toMatchObject([{ channel: 'social', source: 'facebook', visits: 2, visitors: 2, leads: 2 }])
    expect(next).toBeNull()
    const before = await get<List<SourceRow>>('/api/reports/sources?to=2026-01-01T00:00:00Z')
    expect(before.data).toEqual([])
  })

  it('tell how far visitors and leads got', async () => {
    const { data, ...rest } = await get<FunnelReport>('/api/reports/funnel')
    expect(data.map(({ stage, reached }) => [stage, reached])).toEqual([
      ['visitor', 2],
      ['lead', 2],
      ['mql', 2],
      ['sql', 0],
      ['customer', 0],
    ])
    expect(data[1]).toMatchObject({ now: 0, conversion: 1, medianMs: 120_000, timed: 2 })
    expect(data[2]).toMatchObject({ now: 2, conversion: 1, medianMs: 0, timed: 2 })
    expect(rest).toEqual({ next: null, disqualified: 0, withoutVisit: 0 })
    const none = await get<FunnelReport>('/api/reports/funnel?source=google')
    expect(none.data.map(({ reached }) => reached)).toEqual([0, 0, 0, 0, 0])
    expect(none.data[1]).toMatchObject({ conversion: null, medianMs: null })
  })

  it('tell how pages were read, in parts and in any order', async () => {
    const { data, next } = await get<List<ContentRow>>('/api/reports/content')
    expect(data).toMatchObject([
      {
        site: 'www',
        path: '/pricing',
        views: 4,
        visitors: 2,
        measured: 0,
        leads: 2,
        leadsBefore: 2,
        submissions: 2,
      },
    ])
    expect(next).toBeNull()
    const page = (path: string, index: number) => ({
      type: 'page' as const,
      messageId: `read-${index}`,
      anonymousId: `reader-${index % 2}`,
      timestamp: new Date(noon - 60_000).toISOString(),
      properties: { url: `https://www.example${path}`, path },
    })
    const batch = ['/a', '/a', '/b', '/c', '/c', '/c'].map(page)
    await collector.ingest({ writeKey: 'wk', sentAt: new Date(noon).toISOString(), batch })
    const paths: string[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const part: List<ContentRow> = await get(`/api/reports/content?sort=views&limit=2&cursor=${cursor}`)
      paths.push(...part.data.map(({ path }) => path))
      cursor = part.next
    }
    expect(paths).toEqual(['/b', '/a', '/c', '/pricing'])
    const other = await get<List<ContentRow>>('/api/reports/content?site=nowhere')
    expect(other.data).toEqual([])
  })

  it('tell health to everybody, and nothing else', async () => {
    const response = await ask('/api/health', {}, {})
    expect(await response.json()).toEqual({ status: 'ok', version: expect.stringMatching(/^\d+\.\d+\.\d+$/) })
    await collector.close()
    const closed = await ask('/api/health', {}, {})
    expect(closed.status).toBe(503)
    expect(await closed.json()).toMatchObject({ status: 'unavailable' })
    expect((await ask('/api/health/ready', {}, {})).status).toBe(503)
    expect((await ask('/api/health/live', {}, {})).status).toBe(200)
  })

  it('say 503 while the store cannot work', async () => {
    await collector.close()
    const response = await ask('/api/leads')
    expect(response.status).toBe(503)
    expect(response.headers.has('retry-after')).toBe(true)
  })
})

describe('every answer', () => {
  it('is kept nowhere, and neither sniffed nor framed', async () => {
    for (const path of [
      '/api/leads',
      '/api/leads/nobody',
      '/api/unknown',
      '/api/health',
      '/api/health/live',
      '/api/health/ready',
      '/api/leads?limit=x',
    ]) {
      const { headers } = await ask(path)
      expect(headers.get('cache-control')).toBe('no-store')
      expect(headers.get('x-content-type-options')).toBe('nosniff')
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
      expect(headers.has('access-control-allow-origin')).toBe(false)
      expect(headers.get('content-type')).toContain('application/json')
    }
  })

  it('is JSON even where there is no route', async () => {
    expect(await refusal('/api/nothing')).toMatchObject({ status: 404, code: 'unknown_route' })
  })

  it('names the methods that there are where there is none like that', async () => {
    const answer = await ask('/api/leads/nobody', { method: 'PATCH' })
    expect(answer.status).toBe(405)
    expect(answer.headers.get('allow')).toBe('DELETE, GET, HEAD')
    expect(await refusal('/api/leads', { method: 'DELETE' })).toMatchObject({ code: 'method_not_allowed' })
    expect(await refusal('/api/leads/a/b/c', { method: 'DELETE' })).toMatchObject({ code: 'unknown_route' })
  })
})

describe('the description', () => {
  it('is OpenAPI 3.1 of every route, made from the schemas', async () => {
    type Description = {
      openapi: string
      paths: Record<string, object>
      components: { schemas: Record<string, object> }
    }
    const description = await get<Description>('/api/openapi.json')
    expect(description.openapi).toBe('3.1.0')
    expect(Object.keys(description.paths).sort()).toEqual([
      '/api/audit',
      '/api/crossings',
      '/api/events/import',
      '/api/forms',
      '/api/forms/{id}',
      '/api/health',
      '/api/health/live',
      '/api/health/ready',
      '/api/keys',
      '/api/keys/{id}',
      '/api/keys/{id}/rotate',
      '/api/leads',
      '/api/leads/import',
      '/api/leads/{id}',
      '/api/leads/{id}/consents',
      '/api/leads/{id}/consents/{consent}/withdraw',
      '/api/leads/{id}/events',
      '/api/leads/{id}/export',
      '/api/leads/{id}/link',
      '/api/leads/{id}/outcome',
      '/api/leads/{id}/points',
      '/api/leads/{id}/points/{entry}/lift',
      '/api/leads/{id}/score',
      '/api/leads/{id}/score/history',
      '/api/leads/{id}/stage',
      '/api/leads/{id}/unlink',
      '/api/model',
      '/api/model/backtest',
      '/api/model/calibrate',
      '/api/model/draft',
      '/api/model/publication',
      '/api/model/publish',
      '/api/model/rollback',
      '/api/model/versions',
      '/api/model/versions/{version}',
      '/api/rejected',
      '/api/reports/content',
      '/api/reports/forms',
      '/api/reports/funnel',
      '/api/reports/sources',
      '/api/spam',
      '/api/spam/{id}',
      '/api/spam/{id}/accept',
    ])
    expect(Object.keys(description.paths['/api/model'] ?? {}).sort()).toEqual(['get', 'put'])
    expect(description.components.schemas).toHaveProperty('Lead.properties.firstSource')
    for (const [, name] of JSON.stringify(description).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      expect(description.components.schemas).toHaveProperty(name ?? '')
    }
  })
})
