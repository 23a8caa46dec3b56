import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createScorer } from './create-scorer.ts'
import type { EventRule } from './model/rule.ts'
import { DAY_MS } from './rule/calendar.ts'
import type { ScoringEvent } from './scorer.ts'
import { modelOf, NOW, pageRule } from './small-model.test.setup.ts'

const scorerOf = (rule: Partial<EventRule>) => createScorer(modelOf([pageRule(rule)]))

function page(at: number, id = `e${at}`, properties = {}): ScoringEvent {
  return { id, at, name: 'page', properties, visit: null, excluded: null }
}

function scoreOf(rule: Partial<EventRule>, events: ScoringEvent[], at = NOW): number {
  const scorer = scorerOf(rule)
  const state = scorer.empty()
  for (const event of events) scorer.add(state, event)
  return scorer.standing(state, {}, at).score
}

describe('the formula of the design', () => {
  it('is min(cap, Σ points · 2^(−age / halfLife)) to a hundredth, for points of either sign', () => {
    const rule = fc.record({
      points: fc.constantFrom(10, 0.07, -3.5, 10_000),
      halfLifeDays: fc.constantFrom(0.25, 3, 14, 400),
      cap: fc.constantFrom(0.5, 30, 1_000_000),
    })
    const ages = fc.array(fc.nat(364 * DAY_MS), { maxLength: 40, size: 'max' })
    fc.assert(
      fc.property(rule, ages, ({ points, halfLifeDays, cap }, list) => {
        const events = list.map((age, index) => page(NOW - age, `e${index}`))
        const sum = list.reduce((total, age) => total + points * 2 ** (-age / (halfLifeDays * DAY_MS)), 0)
        const expected = Math.sign(points) * Math.min(cap, Math.abs(sum))
        const score = scoreOf({ points, halfLifeDays, cap }, events)
        expect(Math.abs(score - expected)).toBeLessThanOrEqual(0.0051)
      }),
      { numRuns: 300 },
    )
  })

  it('gives points in proportion, not in steps', () => {
    const points = { each: 1, per: { property: 'engaged_ms', amount: 60_000 } }
    expect(scoreOf({ points }, [page(NOW, 'a', { engaged_ms: 90_000 })])).toBe(1.5)
    expect(scoreOf({ points }, [page(NOW, 'a', { engaged_ms: 59_999 })])).toBe(1)
    for (const engaged_ms of [-1, Number.NaN, Number.POSITIVE_INFINITY, 'much', '1e999', null, {}]) {
      expect(scoreOf({ points }, [page(NOW, 'a', { engaged_ms })])).toBe(0)
    }
    expect(scoreOf({ points }, [page(NOW, 'a', { engaged_ms: 1e300 })])).toBe(10_000)
  })

  it('counts an event to the end of the day that is lookBackDays after its own', () => {
    const event = page(Date.UTC(2025, 0, 1, 23, 59))
    expect(scoreOf({}, [event], Date.UTC(2026, 0, 1, 23, 59, 59, 999))).toBe(1)
    expect(scoreOf({}, [event], Date.UTC(2026, 0, 2))).toBe(0)
  })

  it('counts the next event when another one expires', () => {
    const rule = { limit: { count: 1, per: 'ever' as const }, expireDays: 10, halfLifeDays: 1 }
    const events = [page(NOW - 10 * DAY_MS, 'old'), page(NOW, 'new')]
    expect(scoreOf(rule, events, NOW)).toBe(0)
    expect(scoreOf(rule, events, NOW + DAY_MS)).toBe(0.5)
  })

  it('stays exact for a hundred thousand events, whatever their order', () => {
    const events = Array.from({ length: 100_000 }, (_, index) => page(NOW - index * 7_919, `e${index}`))
    const rule = { points: 0.07, halfLifeDays: 3 }
    const expected = events.reduce((sum, { at }) => sum + 0.07 * 2 ** ((at - NOW) / (3 * DAY_MS)), 0)
    const score = scoreOf(rule, events)
    expect(Math.abs(score - expected)).toBeLessThan(0.01)
    expect(scoreOf(rule, events.toReversed())).toBe(score)
  })
})

describe('state', () => {
  it('reads no prototype for rules named like members of Object', () => {
    const scorer = scorerOf({ id: 'constructor' })
    const state = scorer.empty()
    expect(scorer.standing(state, {}, NOW).score).toBe(0)
    scorer.add(state, page(NOW))
    expect(scorer.standing(state, {}, NOW).score).toBe(1)
  })

  it('ignores invalid times', () => {
    const scorer = scorerOf({})
    const state = scorer.empty()
    for (const at of [Number.NaN, Number.POSITIVE_INFINITY, 9e15]) scorer.add(state, page(at))
    expect(state).toEqual(scorer.empty())
  })
})
