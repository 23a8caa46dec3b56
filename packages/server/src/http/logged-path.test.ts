import { createCollector } from '@leadlight/collector'
import { memoryStore } from '@leadlight/collector/storage/memory'
import { defaultModel } from '@leadlight/scoring'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { loggedPath } from './logged-path.ts'

it.each([
  ['/', '/'],
  ['/leadlight-forms.hi.js', '/leadlight-forms.hi.js'],
  ['/v1/batch', '/v1/batch'],
  ['/api/leads', '/api/leads'],
  ['/api/leads/email:jo@example.com', '/api/leads/:id'],
  ['/api/leads/email%3Ajo@example.com/score', '/api/leads/:id/score'],
  ['/api/reports/sources', '/api/reports/sources'],
  ['/api/leads/1/2/jo@example.com', '/api/leads/:id/:id/:id'],
  ['/api/reports/jo', '/api/reports/:id'],
  ['/v1/downloads/aG9sYQ', '/v1/downloads/:id'],
  ['/api/leads/1/2/3/4/5/6/7', '(other)'],
  ['/jo@example.com', '(other)'],
])('%s is logged as %s', (path, logged) => expect(loggedPath(path)).toBe(logged))

it('names every route of the API', async () => {
  const collector = createCollector({ store: memoryStore(), model: defaultModel, keys: [] })
  const answer = await collector.fetch(new Request('http://localhost/api/openapi.json'))
  const { paths } = (await answer.json()) as { paths: Record<string, unknown> }
  await collector.close()
  for (const path of Object.keys(paths)) {
    const asked = path.replaceAll(/\{\w+\}/g, 'jo@example.com')
    expect(loggedPath(asked)).toBe(path.replaceAll(/\{\w+\}/g, ':id'))
  }
  expect(Object.keys(paths).length).toBeGreaterThan(30)
})

it('never contains an e-mail address', () => {
  const prefix = fc.constantFrom('/', '/v1/', '/api/', '/api/leads/', '/api/reports/', '/x/')
  const suffix = fc.constantFrom('', '/', '/score', '/events', '/x')
  fc.assert(
    fc.property(prefix, fc.emailAddress(), suffix, (before, email, after) => {
      expect(loggedPath(`${before}${email}${after}`)).not.toContain(email)
    }),
  )
})
