import { compileWhere, type Where } from '@leadlight/scoring'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AnswerTest, FormCondition } from '../form-condition.ts'
import type { FieldValue } from '../tracked-events.ts'
import { meetsCondition } from './meets-condition.ts'

const answers = { size: 'Large', budget: 12_000, needs: ['forms', 'Reports'], consent: false, text: '40' }

describe('meetsCondition', () => {
  it.each<[condition: FormCondition, met: boolean]>([
    [{ field: 'size', is: ' large' }, true],
    [{ field: 'size', is: 'small' }, false],
    [{ field: 'size', in: ['small', 'LARGE'] }, true],
    [{ field: 'budget', gte: 12_000 }, true],
    [{ field: 'budget', gt: 12_000 }, false],
    [{ field: 'budget', gt: 1_000, lt: 10_000 }, false],
    [{ field: 'text', lte: 40 }, true],
    [{ field: 'size', gt: 0 }, false],
    [{ field: 'needs', is: 'reports' }, true],
    [{ field: 'consent', is: true }, false],
    [{ field: 'consent', exists: true }, true],
    [{ field: 'missing', exists: false }, true],
    [{ field: 'missing', lt: 5 }, false],
    [{ not: { field: 'missing', lt: 5 } }, true],
    [
      {
        all: [
          { field: 'size', is: 'large' },
          { field: 'budget', lt: 1 },
        ],
      },
      false,
    ],
    [
      {
        any: [
          { field: 'size', is: 'large' },
          { field: 'budget', lt: 1 },
        ],
      },
      true,
    ],
  ])('%j: %s', (condition, met) => {
    expect(meetsCondition(condition, answers)).toBe(met)
  })

  it('agrees with the conditions of a scoring model', () => {
    fc.assert(
      fc.property(condition, given, (condition, given) => {
        expect(meetsCondition(condition, given)).toBe(compileWhere(asWhere(condition))(given))
      }),
      { numRuns: 1_000 },
    )
  })
})

const name = fc.constantFrom('a', 'b', 'c')
const scalar = fc.oneof(
  fc.constantFrom('x', 'X ', 'ｘ', 'y', 'true', '7', '12'),
  fc.integer({ min: -20, max: 20 }),
  fc.boolean(),
)
const bound = fc.integer({ min: -20, max: 20 })
const texts = fc.array(fc.constantFrom('x', 'y', '7'), { minLength: 1, maxLength: 3 })
const given: fc.Arbitrary<Record<string, FieldValue>> = fc.dictionary(name, fc.oneof(scalar, texts))

const test: fc.Arbitrary<AnswerTest> = fc
  .record(
    {
      field: name,
      is: scalar,
      in: fc.array(scalar, { minLength: 1, maxLength: 3 }),
      gt: bound,
      gte: bound,
      lt: bound,
      lte: bound,
      exists: fc.boolean(),
    },
    { requiredKeys: ['field'] },
  )
  .filter((test) => Object.keys(test).length > 1)

const { condition } = fc.letrec<{ condition: FormCondition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    test,
    fc.record({ all: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ),
}))

/** Converts a condition to the notation of a scoring model. */
function asWhere(condition: FormCondition): Where {
  if ('all' in condition) return { all: condition.all.map(asWhere) }
  if ('any' in condition) return { any: condition.any.map(asWhere) }
  if ('not' in condition) return { not: asWhere(condition.not) }
  const { field, ...operators } = condition
  return { [field]: operators }
}
