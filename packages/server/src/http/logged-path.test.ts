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
  ['/api/leads/1/2/jo@example.com', '(other)'],
  ['/jo@example.com', '(other)'],
])('%s is logged as %s', (path, logged) => expect(loggedPath(path)).toBe(logged))

it('never contains an e-mail address', () => {
  const prefix = fc.constantFrom('/', '/v1/', '/api/', '/api/leads/', '/api/reports/', '/x/')
  const suffix = fc.constantFrom('', '/', '/score', '/events', '/x')
  fc.assert(
    fc.property(prefix, fc.emailAddress(), suffix, (before, email, after) => {
      expect(loggedPath(`${before}${email}${after}`)).not.toContain(email)
    }),
  )
})
