import { describe, expect, it } from 'vitest'
import { createScorer } from '../create-scorer.ts'
import type { CountRule } from '../model/rule.ts'
import { DAY_MS } from '../rule/calendar.ts'
import type { ScoringEvent } from '../scorer.ts'
import { modelOf, NOW } from '../small-model.test.setup.ts'

function scorerOf(rule: Partial<CountRule>) {
  const visits: CountRule = {
    id: 'a',
    label: 'A',
    dimension: 'engagement',
    on: { event: 'Visit Started' },
    count: { gte: 3, withinDays: 7 },
    points: 10,
  }
  return createScorer(modelOf([{ ...visits, ...rule }]))
}

function event(ageDays: number, changes: Partial<ScoringEvent> = {}): ScoringEvent {
  const at = NOW - ageDays * DAY_MS
  return {
    id: `e${ageDays}`,
    at,
    name: 'Visit Started',
    properties: {},
    visit: null,
    excluded: null,
    ...changes,
  }
}

function read(rule: Partial<CountRule>, events: ScoringEvent[], at = NOW) {
  const scorer = scorerOf(rule)
  const state = scorer.empty()
  for (const item of events) scorer.add(state, item)
  const { score, changesAt } = scorer.standing(state, {}, at)
  const [contribution] = scorer.explain(events, {}, at).contributions
  const verdicts = contribution?.events.map(({ messageId, why }) => [messageId, why ?? 'counts']) ?? []
  return { score, changesAt, state, verdicts: Object.fromEntries(verdicts) }
}

describe('a count rule', () => {
  it('gives its points while enough events are in the window, to the millisecond', () => {
    const visits = [event(6.5), event(3), event(1)]
    const until = NOW + 0.5 * DAY_MS
    expect(read({}, visits)).toMatchObject({ score: 10, changesAt: until })
    expect(read({}, visits, until - 1).score).toBe(10)
    expect(read({}, visits, until)).toMatchObject({ score: 0, changesAt: null })
  })

  it('says which events counted, and why the others did not', () => {
    const visits = [event(7), event(3), event(2, { excluded: 'bot' }), event(1)]
    expect(read({}, visits).verdicts).toEqual({
      e7: 'longer ago than 7 days',
      e3: 'too few: 2 of 3',
      e2: 'bot',
      e1: 'too few: 2 of 3',
    })
    expect(read({}, [...visits, event(0)]).verdicts).toMatchObject({
      e3: 'counts',
      e1: 'counts',
      e0: 'counts',
    })
  })

  it('expresses recency with a count of one, and inactivity with `otherwise`', () => {
    const rule = { count: { gte: 1, withinDays: 30 }, points: 5, otherwise: -10 }
    expect(read(rule, []).score).toBe(-10)
    expect(read(rule, [event(29.9)]).score).toBe(5)
    expect(read(rule, [event(30)]).score).toBe(-10)
  })

  it('counts distinct pages, visits and days once', () => {
    const views = [
      event(0.3, { visit: 'v', properties: { path: '/x' } }),
      event(0.2, { visit: 'v', properties: { path: '/y' } }),
      event(0.1, { visit: 'w', properties: { path: '/x' } }),
    ]
    const of = (distinct: 'page' | 'visit' | 'day', gte: number) =>
      read({ count: { gte, withinDays: 7, distinct } }, views)
    expect([of('page', 2).score, of('page', 3).score]).toEqual([10, 0])
    expect([of('visit', 2).score, of('visit', 3).score]).toEqual([10, 0])
    expect([of('day', 1).score, of('day', 2).score]).toEqual([10, 0])
    expect(of('page', 2).verdicts).toEqual({
      'e0.3': 'counted once: same page',
      'e0.2': 'counts',
      'e0.1': 'counts',
    })
  })

  it('counts a page view once, however many reports it has', () => {
    const rule = {
      on: { event: 'Page Engaged', where: { engaged_ms: { gte: 30_000 } } },
      count: { gte: 2 },
    }
    const report = (view: string, minutes: number) =>
      event(minutes / 1_440, {
        name: 'Page Engaged',
        properties: { page_view_id: view, engaged_ms: 30_000 },
      })
    expect(read(rule, [report('w', 3), report('w', 2)]).score).toBe(0)
    expect(read(rule, [report('w', 3), report('w', 2), report('x', 1)]).score).toBe(10)
  })

  it('stores no more events than it needs', () => {
    const visits = Array.from({ length: 1_000 }, (_, index) => event(index / 100))
    expect(read({}, visits).state).toEqual({ rules: { a: [[NOW], [visits[1]?.at], [visits[2]?.at]] } })
    expect(read({}, visits.toReversed()).state).toEqual(read({}, visits).state)
  })
})
