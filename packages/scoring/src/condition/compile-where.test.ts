import { describe, expect, it } from 'vitest'
import { compileWhere, namesIn } from './compile-where.ts'
import type { Where } from './condition.ts'

const properties = JSON.parse(`{
  "path": "/pricing", "fields": { "budget": "20k", "form[city]": "Pune", "a.b": 1 }, "__proto__": { "polluted": "yes" }
}`)

describe('compileWhere', () => {
  it.each<[Where, boolean]>([
    [{}, true],
    [{ path: '/pricing' }, true],
    [{ path: '/pricing', title: 'x' }, false],
    [{ 'fields.budget': { gte: 10_000 } }, true],
    [{ 'fields.form[city]': 'pune' }, true],
    [{ 'fields.a.b': 1 }, true],
    [{ 'fields.missing.deeper': { exists: false } }, true],
    [{ any: [{ path: '/a' }, { path: { startsWith: '/p' } }] }, true],
    [{ all: [{ path: '/pricing' }, { path: '/a' }] }, false],
    [{ path: '/pricing', not: { title: 'x' } }, true],
    [{ not: { path: '/pricing' } }, false],
    [{ constructor: { exists: true } } as unknown as Where, false],
    [{ 'constructor.name': { exists: true } }, false],
    [{ 'fields.__proto__.polluted': { exists: true } }, false],
  ])('%j is %j', (where, expected) => {
    expect(compileWhere(where)(properties)).toBe(expected)
  })
})

describe('namesIn', () => {
  it('finds the properties at any depth', () => {
    expect(namesIn({ a: 1, any: [{ b: 2 }, { not: { c: { gt: 3 } } }] })).toEqual(['a', 'b', 'c'])
  })
})
