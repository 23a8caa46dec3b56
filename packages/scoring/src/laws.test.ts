import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createScorer } from './create-scorer.ts'
import type { Model } from './model/model.ts'
import { parseModel } from './model/parse-model.ts'
import type { EventRule, Rule } from './model/rule.ts'
import { DAY_MS } from './rule/calendar.ts'
import type { Scorer, ScoreState, ScoringEvent } from './scorer.ts'

/** The laws of scoring, for any model and any events. Small domains make ties, repeats and expiry common. */

const NOW = Date.UTC(2026, 10, 21, 10)

const names = ['page', 'Page Engaged', 'Form Submitted', 'Visit Started']

const where = fc.constantFrom<EventRule['on']['where']>(
  undefined,
  { path: { startsWith: '/a' } },
  { engaged_ms: { lt: 20_000 } },
  { any: [{ path: '/b' }, { scroll_depth: { gte: 75 } }] },
)

const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined })

const eventRule = fc
  .record({
    on: fc.record({ event: fc.constantFrom(...names), where }),
    dimension: fc.constantFrom<Rule['dimension']>('engagement', 'engagement', 'engagement', 'fit', 'need'),
    points: fc.oneof(
      fc.constantFrom<EventRule['points']>(10, 0.5, 3.33, -4, -12.5),
      fc.constantFrom(1, -0.7).map((each) => ({ each, per: { property: 'engaged_ms', amount: 60_000 } })),
    ),
    limit: maybe(
      fc.record({
        count: fc.integer({ min: 1, max: 3 }),
        per: fc.constantFrom('day' as const, 'visit' as const, 'page' as const, 'ever' as const),
      }),
    ),
    cap: maybe(fc.constantFrom(0.01, 5, 17.5)),
    halfLifeDays: maybe(fc.constantFrom(0.25, 1, 7, 30)),
    expireDays: maybe(fc.integer({ min: 1, max: 5 })),
  })
  .map((rule) => rule as Omit<EventRule, 'id' | 'label'>)

const traitRule = fc.constantFrom(
  { dimension: 'fit' as const, if: { trait: 'email', endsWith: '@free.example' }, points: -5, otherwise: 3 },
  { dimension: 'budget' as const, if: { trait: 'budget', gte: 10_000 }, points: 20, otherwise: -10 },
  { dimension: 'need' as const, if: { trait: 'need', exists: true }, points: 7.25 },
)

const steps = fc.constantFrom<[number, number, number]>([20, 10, 0], [5.5, 5, 4.5])

const model: fc.Arbitrary<Model> = fc
  .record({
    name: fc.constant('law'),
    version: fc.constant(1),
    timeZone: fc.constantFrom('UTC', 'Asia/Kolkata', 'America/New_York', 'Pacific/Auckland'),
    lookBackDays: fc.integer({ min: 5, max: 30 }),
    rules: fc
      .array(fc.oneof({ arbitrary: eventRule, weight: 4 }, { arbitrary: traitRule, weight: 1 }), {
        maxLength: 6,
      })
      .map((rules) => rules.map((rule, index) => ({ ...rule, id: `r${index}`, label: `Rule ${index}` }))),
    thresholds: fc.record({
      grade: fc.record({ fit: steps, engagement: steps }),
      stage: fc.constant({ mql: { score: 10 }, sql: { score: 20, bantKnown: 1 } }),
    }),
  })
  .map((json) => {
    const parsed = parseModel(JSON.parse(JSON.stringify(json)))
    if ('errors' in parsed) throw new Error(JSON.stringify(parsed.errors))
    return parsed.model
  })

const event: fc.Arbitrary<Omit<ScoringEvent, 'id'>> = fc.record({
  at: fc
    .tuple(fc.oneof(fc.nat(3), fc.nat(80)), fc.constantFrom(0, 0, 1, 12_345_678))
    .map(([quarters, rest]) => NOW - quarters * (DAY_MS / 4) - rest),
  name: fc.constantFrom(...names),
  properties: fc.record({
    path: fc.constantFrom('/a', '/a/1', '/b'),
    page_view_id: fc.constantFrom('w1', 'w2', 'w3', 'w4', 'w5', 6),
    engaged_ms: fc.constantFrom(0, 5_000, 30_000, 30_000, 61_234, '90000', null),
    scroll_depth: fc.constantFrom(10, 80),
  }),
  visit: fc.constantFrom('v1', 'v2', null),
  excluded: fc.constantFrom(null, null, null, null, 'bot' as const, 'attempted' as const),
})

/** Events with ids of their own, in any order of arrival; ids do not follow time. */
const events = fc
  .array(event, { maxLength: 50, size: 'max' })
  .map((list) => list.map((item, index) => ({ ...item, id: `e${index}` })))

const traits = fc.constantFrom(
  {},
  { email: 'a@free.example' },
  { email: 'a@b.example', budget: '€20k', need: 'soon' },
)

/** How long after the newest event it is asked, in milliseconds. */
const passing = fc.oneof(fc.constant(0), fc.nat(DAY_MS), fc.nat(40 * DAY_MS))

function stateOf(scorer: Scorer, list: Iterable<ScoringEvent>): ScoreState {
  const state = scorer.empty()
  for (const item of list) scorer.add(state, item)
  return state
}

const hundredths = (points: number) => Math.round(points * 100)
const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)

describe('the score', () => {
  it('does not depend on the order of events, nor on stores and loads in between', () => {
    const shuffled = events.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    )
    fc.assert(
      fc.property(model, shuffled, (someModel, [list, other]) => {
        const scorer = createScorer(someModel)
        let state = scorer.empty()
        for (const item of other) {
          scorer.add(state, item)
          state = JSON.parse(JSON.stringify(state))
        }
        expect(state).toEqual(stateOf(scorer, list))
      }),
      { numRuns: 300 },
    )
  })

  it('is the same live as by replay, whose contributions sum to it exactly', () => {
    fc.assert(
      fc.property(model, events, traits, passing, (someModel, list, known, later) => {
        const scorer = createScorer(someModel)
        const { changesAt, ...standing } = scorer.standing(stateOf(scorer, list), known, NOW + later)
        const { contributions, range, unknown, ...score } = scorer.explain(list, known, NOW + later)
        expect(standing).toEqual(score)
        expect(sum(contributions.map(({ points }) => hundredths(points)))).toBe(hundredths(score.score))
        expect(hundredths(score.engagement) + hundredths(score.fit)).toBe(hundredths(score.score))
        expect(range.min).toBeLessThanOrEqual(score.score)
        for (const question of unknown)
          expect(question.max - question.min).toBeLessThanOrEqual(range.max - range.min)
      }),
      { numRuns: 500 },
    )
  })

  it('of the past ignores what came later', () => {
    fc.assert(
      fc.property(model, events, traits, fc.nat(40 * DAY_MS), (someModel, list, known, earlier) => {
        const scorer = createScorer(someModel)
        const then = NOW - earlier
        const before = list.filter(({ at }) => at <= then)
        const score = scorer.explain(list, known, then)
        expect(score).toEqual(scorer.explain(before, known, then))
        expect(scorer.standing(stateOf(scorer, before), known, then)).toMatchObject({ score: score.score })
      }),
      { numRuns: 300 },
    )
  })

  it('is untouched by events that match no rule', () => {
    fc.assert(
      fc.property(model, events, (someModel, list) => {
        const scorer = createScorer(someModel)
        const state = stateOf(scorer, list)
        const before = JSON.stringify(state)
        for (const item of list) scorer.add(state, { ...item, id: `${item.id}x`, name: 'Something Else' })
        for (const item of list) scorer.add(state, { ...item, id: `${item.id}y`, excluded: 'bot' })
        expect(JSON.stringify(state)).toBe(before)
      }),
    )
  })

  it('stays within a point, and grade and stage stay, until changesAt', () => {
    const moments = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 })
    fc.assert(
      fc.property(model, events, traits, passing, moments, (someModel, list, known, later, parts) => {
        const scorer = createScorer(someModel)
        const state = stateOf(scorer, list)
        const now = NOW + later
        const { score, grade, stage, changesAt } = scorer.standing(state, known, now)
        if (changesAt !== null) expect(changesAt).toBeGreaterThan(now)
        const end = changesAt ?? now + 4_000 * DAY_MS
        for (const part of [...parts, 1]) {
          const then = Math.floor(now + part * (end - 1 - now))
          const standing = scorer.standing(state, known, then)
          expect(Math.abs(standing.score - score)).toBeLessThanOrEqual(1)
          expect(standing).toMatchObject({ grade, stage })
        }
      }),
      { numRuns: 500 },
    )
  })
})

describe('the laws can be broken', () => {
  const rules = [
    {
      id: 'a',
      label: 'A',
      dimension: 'engagement' as const,
      on: { event: 'page' },
      points: 10,
      halfLifeDays: 7,
    },
  ]
  const thresholds = {
    grade: { fit: [3, 2, 1], engagement: [3, 2, 1] } satisfies Model['thresholds']['grade'],
    stage: { mql: { score: 50 }, sql: { score: 90 } },
  }
  const scorer = createScorer({
    name: 'one',
    version: 1,
    timeZone: 'UTC',
    lookBackDays: 365,
    rules,
    thresholds,
  })
  const page = { id: 'e', at: NOW, name: 'page', properties: {}, visit: null, excluded: null }

  it('by a duplicate, which the caller must remove', () => {
    expect(stateOf(scorer, [page, page])).not.toEqual(stateOf(scorer, [page]))
  })

  it('by one millisecond after changesAt', () => {
    const state = stateOf(scorer, [page])
    const { changesAt } = scorer.standing(state, {}, NOW)
    // 10 points fade to 9 after 7 · log2(10 / 9) days; the score is rounded, so a little before.
    expect(Math.abs(Number(changesAt) - NOW - 7 * DAY_MS * Math.log2(10 / 9.005))).toBeLessThan(2)
    expect(scorer.standing(state, {}, Number(changesAt) - 1).score).toBe(9.01)
    expect(scorer.standing(state, {}, Number(changesAt) + 2).score).toBe(9)
  })
})
