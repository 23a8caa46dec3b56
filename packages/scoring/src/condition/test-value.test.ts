import { describe, expect, it } from 'vitest'
import type { ValueTest } from './operators.ts'
import { compileTest } from './test-value.ts'

const passes = (test: ValueTest, value: unknown) => compileTest(test)(value)

describe('compileTest', () => {
  it.each<[ValueTest, unknown, boolean | undefined]>([
    ['Article', ' article ', true],
    ['article', 'page', false],
    ['ﬁt', 'FIT', true],
    [3, '3', true],
    [true, 'true', true],
    ['a', undefined, undefined],
    ['a', '  ', undefined],
    ['a', { a: 1 }, undefined],
    [{ is: 'b' }, ['a', 'B'], true],
    [{ is: 'b' }, ['a', {}], undefined],
    [{ in: [1, 'two'] }, 'TWO', true],
    [{ in: [1, 'two'] }, 2, false],
    [{ gt: 10 }, 10, false],
    [{ gte: 10 }, 10, true],
    [{ lt: 10 }, 10, false],
    [{ lte: 10 }, 10, true],
    [{ gte: 10_000 }, '€10k', true],
    [{ gte: 10_000 }, '5k – 20k', undefined],
    [{ gte: 10_000 }, 'under 10,000', false],
    [{ lt: 10_000 }, 'under 10,000', true],
    [{ gt: 50_000 }, '60k+', true],
    [{ gte: 10_000 }, 'not sure', undefined],
    [{ gte: 5, lt: 8 }, 5, true],
    [{ gte: 5, lt: 8 }, 8, false],
    [{ startsWith: '/Pricing' }, '/pricing/eu', true],
    [{ startsWith: ['/a', '/b'] }, '/b/1', true],
    [{ endsWith: '@gmail.com' }, 'Ann@GMAIL.com', true],
    [{ contains: ['blog', 'news'] }, '/newsroom', true],
    [{ contains: 'blog' }, '/about', false],
    [{ contains: '1' }, 212, true],
    [{ hasWord: 'cto' }, 'Director of Sales', false],
    [{ hasWord: 'cto' }, 'CTO, Europe', true],
    [{ hasWord: 'head of' }, 'Deputy Head  of IT', true],
    [{ hasWord: 'इस महीने' }, 'इस महीने, शायद', true],
    [{ exists: true }, 0, true],
    [{ exists: true }, [], false],
    [{ exists: false }, null, true],
    [{ exists: true, gte: 3 }, undefined, false],
  ])('%j of %j is %j', (test, value, expected) => {
    expect(passes(test, value)).toBe(expected)
  })
})
