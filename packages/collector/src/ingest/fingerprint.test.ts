import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fingerprint } from './fingerprint.ts'

function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, own]) => [key, shuffled(own)]),
  )
}

it('does not depend on the order of keys', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(fingerprint(shuffled(value))).toBe(fingerprint(value))
    }),
  )
})

it('differs for different values', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => {
      const same = JSON.stringify(sorted(one)) === JSON.stringify(sorted(other))
      expect(fingerprint(one) === fingerprint(other)).toBe(same)
    }),
  )
})

it('differs for values that look alike', () => {
  const alike = [
    { a: 1 },
    { a: '1' },
    ['a', 1],
    ['a', '1'],
    { a: [1] },
    [['a'], 1],
    'a1',
    null,
    'null',
    [],
    {},
  ]
  expect(new Set(alike.map(fingerprint)).size).toBe(alike.length)
})

it('is 16 hexadecimal digits', () => {
  expect(fingerprint({})).toMatch(/^[\da-f]{16}$/)
})

function sorted(value: unknown): unknown {
  if (Object.is(value, -0)) return 0
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, own]) => [key, sorted(own)]),
  )
}
