import type { Score, Traits } from '@leadlight/protocol'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { TraitCondition } from '../condition/condition.ts'
import type { Operators } from '../condition/operators.ts'
import { isPresent } from '../condition/read-path.ts'
import { createScorer } from '../create-scorer.ts'
import { runs } from '../laws.test.arbitraries.ts'
import type { Model } from '../model/model.ts'
import type { Scorer } from '../scorer.ts'
import { modelOf } from '../small-model.test.setup.ts'
import { createAnswers } from './create-answers.ts'

/** Laws of the range, for rules about traits. Small alphabets make operands overlap, hold each other and repeat. */

const traitNames = ['a', 'b', 'c']
const points = fc.constantFrom(-10, -3, 0, 4, 7.5, 20)
const parts = fc.constantFrom('x', 'xy', 'y x', 'yx', 'z', ' x', 'x-y', '1 y', '5', '!')
const number = fc.constantFrom(-5, 0, 5, 10, 10.125, 1_000)
const listed = <Value>(item: fc.Arbitrary<Value>) => fc.array(item, { minLength: 1, maxLength: 3 })

const textTest: fc.Arbitrary<Operators> = fc.oneof(
  fc.record({ startsWith: listed(parts) }),
  fc.record({ endsWith: listed(parts) }),
  fc.record({ contains: listed(parts) }),
  fc.record({ hasWord: listed(parts) }),
  fc.record({ contains: parts, endsWith: parts }),
)
const amountTest: fc.Arbitrary<Operators> = fc.oneof(
  fc.record({ gte: number }),
  fc.record({ lt: number }),
  fc.record({ gt: number, lte: number }),
)
const otherTest: fc.Arbitrary<Operators> = fc.oneof(
  fc.record({ is: fc.oneof(parts, number, fc.boolean()) }),
  fc.record({ in: listed(fc.oneof(parts, number)) }),
  fc.record({ exists: fc.boolean() }),
)
const anyTest = fc.oneof(textTest, amountTest, otherTest)

const about = (trait: string, test: fc.Arbitrary<Operators>): fc.Arbitrary<TraitCondition> =>
  fc.tuple(test, test, fc.nat(5)).map(([one, two, form]) => {
    const [first, second] = [
      { trait, ...one },
      { trait, ...two },
    ]
    if (form === 0) return { not: first }
    if (form === 1) return { any: [first, second] }
    return form === 2 ? { all: [first, { not: second }] } : first
  })

/** Conditions on several traits, of which each may be asked for anything. */
const mixed = fc
  .array(
    fc.constantFrom(...traitNames).chain((trait) => about(trait, anyTest)),
    { minLength: 1, maxLength: 3 },
  )
  .chain((list) => fc.constantFrom<TraitCondition>({ all: list }, { any: list }, { not: { all: list } }))

/** Conditions on one trait each, which is compared either as an amount or as text: `a` as text. */
const single = fc.constantFrom(...traitNames).chain((trait) => {
  const test = fc.oneof(trait === 'a' ? textTest : amountTest, otherTest)
  return about(trait, test)
})

function anyModel(
  conditions: fc.Arbitrary<TraitCondition>,
  grouped: fc.Arbitrary<boolean>,
): fc.Arbitrary<Model> {
  const rule = fc.record({
    if: conditions,
    points,
    otherwise: fc.option(points, { nil: undefined }),
    in: grouped,
  })
  return fc.array(rule, { minLength: 1, maxLength: 5 }).map((rules) =>
    modelOf(
      rules.map(({ in: inGroup, ...rest }, index) => {
        const names = { id: `r${index}`, label: `R${index}`, dimension: 'fit' as const }
        return { ...names, ...rest, ...(inGroup && { group: 'g' }) }
      }),
      { groups: [{ id: 'g', label: 'G', cap: 12 }] },
    ),
  )
}

const anyAnswer = fc.oneof(
  fc
    .array(fc.oneof(parts, fc.constantFrom('q', ' ', '-', '–')), { maxLength: 4 })
    .map((texts) => texts.join('')),
  fc.tuple(parts, parts).map(([first, second]) => `${first} ${second}`),
  fc.oneof(number, fc.integer({ min: -6, max: 12 }), fc.double({ noNaN: true, noDefaultInfinity: true })),
  fc.tuple(fc.nat(12), fc.nat(2_000)).map(([low, high]) => `${low}–${low + high}`),
  fc.constantFrom('under 10', '5+', 'over 1k', true, false, null, {}, '10 %'),
)
const anyTraits = fc.dictionary(fc.constantFrom(...traitNames), anyAnswer) as fc.Arbitrary<Traits>

const explain = (scorer: Scorer, traits: Traits): Score => scorer.explain([], traits, 0)

describe('the range', () => {
  it('contains the score for every answer to unknown traits', () => {
    const model = anyModel(fc.oneof(mixed, single), fc.boolean())
    fc.assert(
      fc.property(model, anyTraits, anyTraits, (someModel, known, answers) => {
        const scorer = createScorer(someModel)
        const { range, unknown, score } = explain(scorer, known)
        const open = new Set(unknown.map(({ trait }) => trait))
        // To take an answer back is none.
        const given = Object.entries(answers).filter(
          ([trait, answer]) => open.has(trait) && isPresent(answer),
        )
        const after = explain(scorer, { ...known, ...Object.fromEntries(given) } as Traits)
        for (const reached of [score, after.score]) {
          expect(reached).toBeGreaterThanOrEqual(range.min)
          expect(reached).toBeLessThanOrEqual(range.max)
        }
        for (const question of unknown) {
          expect(question.min).toBeGreaterThanOrEqual(range.min)
          expect(question.max).toBeLessThanOrEqual(range.max)
        }
        for (const [trait, answer] of given) {
          const alone = explain(scorer, { ...known, [trait]: answer } as Traits).score
          const { min, max } = unknown.find((question) => question.trait === trait) ?? range
          expect(alone).toBeGreaterThanOrEqual(min)
          expect(alone).toBeLessThanOrEqual(max)
        }
      }),
      runs(500),
    )
  })

  it('is reached at both ends when every rule is about one trait', () => {
    fc.assert(
      fc.property(anyModel(single, fc.constant(false)), anyTraits, (someModel, known) => {
        const scorer = createScorer(someModel)
        const { range, unknown } = explain(scorer, known)
        const best: Record<string, unknown> = { ...known }
        const worst: Record<string, unknown> = { ...known }
        for (const { trait, min, max } of unknown) {
          const tried = answersTo(someModel, trait).map((answer) => {
            return { answer, score: explain(scorer, { ...known, [trait]: answer } as Traits).score }
          })
          tried.push({ answer: known[trait], score: explain(scorer, known).score })
          const sorted = tried.toSorted((first, second) => first.score - second.score)
          expect([sorted[0]?.score, sorted.at(-1)?.score]).toEqual([min, max])
          worst[trait] = sorted[0]?.answer
          best[trait] = sorted.at(-1)?.answer
        }
        expect(range).toEqual({
          min: explain(scorer, worst as Traits).score,
          max: explain(scorer, best as Traits).score,
        })
      }),
      runs(300),
    )
  })
})

/** What the range looks at; here it only says which answers to try. */
function answersTo({ rules }: Model, trait: string) {
  const tests = rules.flatMap((rule) => ('if' in rule ? testsIn(rule.if) : []))
  return createAnswers(tests)(trait) ?? []
}

function testsIn({ all = [], any = [], not, trait, ...operators }: TraitCondition) {
  const inner: { trait: string; operators: Operators }[] = [...all, ...any, ...(not ? [not] : [])].flatMap(
    testsIn,
  )
  return trait === undefined ? inner : [{ trait, operators }]
}
