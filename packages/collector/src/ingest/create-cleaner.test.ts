import { REDACTED } from '@leadlight/protocol/redact'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createCleaner } from './create-cleaner.ts'

const card = '4111 1111 1111 1111'
const cleaner = createCleaner((key) => key === 'phone')

it('cleans texts, keys and numbers at every depth', () => {
  const value = { a: [{ note: `card ${card}` }], [card]: 1, n: 4111111111111111, time: 1_795_428_000_000 }
  expect(cleaner.json(value)).toEqual({
    a: [{ note: `card ${REDACTED}` }],
    [REDACTED]: 1,
    n: REDACTED,
    time: 1_795_428_000_000,
  })
})

it('removes any value under the name of a secret', () => {
  const value = { password: 'hunter2', otp: 123456, api: { accessToken: 'x' }, secret: null, hasPin: true }
  expect(cleaner.json(value)).toEqual({
    password: REDACTED,
    otp: REDACTED,
    api: { accessToken: REDACTED },
    secret: null,
    hasPin: true,
  })
})

it('does not change telephone numbers under the names of telephone numbers', () => {
  const value = { phone: '234123412346', other: '234123412346' }
  expect(cleaner.json(value)).toEqual({ phone: '234123412346', other: REDACTED })
})

it('uses the given names of telephone numbers instead of its own', () => {
  const value = { a: '234123412346', phone: '234123412346' }
  expect(cleaner.object(value, (key) => key === 'a')).toEqual({ a: '234123412346', phone: REDACTED })
})

it('does not copy clean values', () => {
  const value = { a: ['b', { c: 1 }] }
  expect(cleaner.json(value)).toBe(value)
})

it('keeps dangerous keys without changing prototypes', () => {
  const value = JSON.parse(`{"__proto__": {"polluted": "${card}"}}`)
  const clean = cleaner.json(value)
  expect(Object.getPrototypeOf(clean)).toBe(Object.prototype)
  expect(JSON.stringify(clean)).toBe(`{"__proto__":{"polluted":"${REDACTED}"}}`)
})

it('removes card numbers, wherever they are', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const clean = JSON.stringify(cleaner.json(JSON.parse(JSON.stringify([value, card, { [card]: value }]))))
      expect(clean).not.toContain(card)
    }),
  )
})

it('does not change ids of page views that look like card numbers, but removes cards written in groups', () => {
  const ids = { page_view_id: '1795341600123-4111111111-1111114111-1111111111', other: crypto.randomUUID() }
  expect(cleaner.object(ids)).toBe(ids)
  expect(cleaner.json({ note: '4111-1111-1111-1111' })).toEqual({ note: REDACTED })
})
