import { describe, expect, it } from 'vitest'
import { ask, get, refusal } from './two-leads.test.setup.ts'

describe('every answer', () => {
  it('is not cached, and forbids content sniffing and frames', async () => {
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

  it('is JSON even for an unknown route', async () => {
    expect(await refusal('/api/nothing')).toMatchObject({ status: 404, code: 'unknown_route' })
  })

  it('names the allowed methods for a wrong method', async () => {
    const answer = await ask('/api/leads/nobody', { method: 'PATCH' })
    expect(answer.status).toBe(405)
    expect(answer.headers.get('allow')).toBe('DELETE, GET, HEAD')
    expect(await refusal('/api/leads', { method: 'DELETE' })).toMatchObject({ code: 'method_not_allowed' })
    expect(await refusal('/api/leads/a/b/c', { method: 'DELETE' })).toMatchObject({ code: 'unknown_route' })
  })
})

describe('the description', () => {
  it('is OpenAPI 3.1 of every route, generated from the schemas', async () => {
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
      '/api/leads.csv',
      '/api/leads/import',
      '/api/leads/{id}',
      '/api/leads/{id}/consents',
      '/api/leads/{id}/consents/{consent}/withdraw',
      '/api/leads/{id}/events',
      '/api/leads/{id}/export',
      '/api/leads/{id}/link',
      '/api/leads/{id}/outcome',
      '/api/leads/{id}/owner',
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
      '/api/segments',
      '/api/segments/{id}',
      '/api/setup',
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
