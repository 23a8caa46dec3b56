import { describe, expect, it } from 'vitest'
import { compileTraitCondition } from './compile-trait-condition.ts'
import type { TraitCondition } from './condition.ts'

const rich: TraitCondition = { trait: 'budget', gte: 10_000 }
const senior: TraitCondition = { trait: 'title', hasWord: 'cto' }
const hasPhone: TraitCondition = { trait: 'phone', exists: true }

describe('compileTraitCondition', () => {
  it.each<[TraitCondition, object, boolean | undefined, string[]]>([
    [rich, {}, undefined, ['budget']],
    [rich, { budget: '20k' }, true, []],
    [rich, { budget: 'not sure' }, undefined, ['budget']],
    [{ not: rich }, {}, undefined, ['budget']],
    [{ not: rich }, { budget: 5 }, true, []],
    [{ all: [rich, senior] }, { budget: 5 }, false, []],
    [{ all: [rich, senior] }, { budget: 20_000 }, undefined, ['title']],
    [{ any: [rich, senior] }, { title: 'CTO' }, true, []],
    [{ any: [rich, { not: rich }, senior] }, {}, undefined, ['budget', 'title']],
    [hasPhone, {}, false, ['phone']],
    [{ not: hasPhone }, {}, true, ['phone']],
    [hasPhone, { phone: '1' }, true, []],
    [{ trait: 'company.name', is: 'acme' }, { company: { name: 'Acme' } }, true, []],
    [{ trait: 'constructor', exists: true }, {}, false, ['constructor']],
  ])('%j with %j is %j', (condition, traits, expected, unknown) => {
    const check = compileTraitCondition(condition)
    expect(check.holds({ ...traits })).toBe(expected)
    expect(check.unknown({ ...traits })).toEqual(unknown)
    expect(check.settled({ ...traits })).toBe(unknown.length > 0 ? undefined : expected)
  })
})
