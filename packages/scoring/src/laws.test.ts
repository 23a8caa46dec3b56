import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createScorer } from './create-scorer.ts'
import { events, model, NOW, passing, runs, traits } from './laws.test.arbitraries.ts'
import { DAY_MS } from './rule/calendar.ts'
import type { Scorer, ScoreState, ScoringEvent } from './scorer.ts'
import { modelOf, pageRule } from './small-model.test.setup.ts'

/** The laws of scoring, for any model and any events; `npm run test:properties` tries them more often. */

function stateOf(scorer: Scorer, list: Iterable<ScoringEvent>): ScoreState {
  const state = scorer.empty()
  for (const item of list) scorer.add(state, item)
  return state
}

const hundredths = (points: number) => Math.round(points * 100)
const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)

describe('the score', () => {
  it('does not depend on the order of events, nor on saving and loading in between', () => {
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
      runs(300),
    )
  })

  it('is the same live and by replay, and the exact sum of its contributions', () => {
    fc.assert(
      fc.property(model, events, traits, passing, (someModel, list, known, later) => {
        const scorer = createScorer(someModel)
        const { changesAt, reached, ...standing } = scorer.standing(stateOf(scorer, list), known, NOW + later)
        const { contributions, range, unknown, ...score } = scorer.explain(list, known, NOW + later)
        expect(standing).toEqual(score)
        expect(sum(contributions.map(({ points }) => hundredths(points)))).toBe(hundredths(score.score))
        expect(hundredths(score.engagement) + hundredths(score.fit)).toBe(hundredths(score.score))
        expect(range.min).toBeLessThanOrEqual(score.score)
        for (const question of unknown)
          expect(question.max - question.min).toBeLessThanOrEqual(range.max - range.min)
      }),
      runs(500),
    )
  })

  it('has the same reasons live and by replay, the largest first', () => {
    fc.assert(
      fc.property(model, events, traits, passing, (someModel, list, known, later) => {
        const scorer = createScorer(someModel)
        const live = scorer.reasons(stateOf(scorer, list), known, NOW + later)
        const { contributions, score } = scorer.explain(list, known, NOW + later)
        const isByRule = ({ rule }: { rule: string }) => rule !== 'manual'
        const byRule = (reasons: { rule: string; label: string; points: number }[]) =>
          new Map(reasons.filter(isByRule).map(({ rule, label, points }) => [rule, [label, points]]))
        expect(byRule(live)).toEqual(byRule(contributions.filter(({ points }) => points !== 0)))
        expect(sum(live.map(({ points }) => hundredths(points)))).toBe(hundredths(score))
        const sizes = live.map(({ points }) => Math.abs(points))
        expect(sizes).toEqual(sizes.toSorted((a, b) => b - a))
      }),
      runs(300),
    )
  })

  it('at a past time ignores later events', () => {
    fc.assert(
      fc.property(model, events, traits, fc.nat(40 * DAY_MS), (someModel, list, known, earlier) => {
        const scorer = createScorer(someModel)
        const then = NOW - earlier
        const before = list.filter(({ at }) => at <= then)
        const score = scorer.explain(list, known, then)
        expect(score).toEqual(scorer.explain(before, known, then))
        expect(scorer.standing(stateOf(scorer, before), known, then)).toMatchObject({ score: score.score })
      }),
      runs(300),
    )
  })

  it('is not changed by events that match no rule', () => {
    fc.assert(
      fc.property(model, events, (someModel, list) => {
        const scorer = createScorer(someModel)
        const state = stateOf(scorer, list)
        const before = JSON.stringify(state)
        for (const item of list) scorer.add(state, { ...item, id: `${item.id}x`, name: 'Something Else' })
        for (const item of list) scorer.add(state, { ...item, id: `${item.id}y`, excluded: 'bot' })
        expect(JSON.stringify(state)).toBe(before)
      }),
      runs(100),
    )
  })

  it('changes by at most a point until changesAt, and grade and stage do not change', () => {
    const moments = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 })
    fc.assert(
      fc.property(model, events, traits, passing, moments, (someModel, list, known, later, parts) => {
        const scorer = createScorer(someModel)
        const state = stateOf(scorer, list)
        const now = NOW + later
        const { score, grade, stage, changesAt, reached } = scorer.standing(state, known, now)
        if (changesAt !== null) expect(changesAt).toBeGreaterThan(now)
        const end = changesAt ?? now + 4_000 * DAY_MS
        for (const part of [...parts, 1]) {
          const then = Math.floor(now + part * (end - 1 - now))
          const standing = scorer.standing(state, known, then, reached)
          expect(Math.abs(standing.score - score)).toBeLessThanOrEqual(1)
          expect(standing).toMatchObject({ grade, stage })
        }
      }),
      runs(500),
    )
  })
})

describe('the laws are broken (negative controls)', () => {
  const scorer = createScorer(modelOf([pageRule({ points: 10, halfLifeDays: 7 })]))
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
