import { describe, expect, it } from 'vitest'
import { createScorer } from '../create-scorer.ts'
import { defaultModel } from '../default-model/default-model.ts'
import { parseModel } from '../model/parse-model.ts'
import type { ScoringEvent } from '../scorer.ts'

const NOW = Date.UTC(2026, 10, 21, 10)
const scorer = createScorer(defaultModel)

function byHand(id: string, name: string, properties: object, changes: Partial<ScoringEvent> = {}) {
  const told = { author: 'Ada', reason: 'met at the fair', ...properties }
  return { id, at: NOW, name, properties: told, visit: null, excluded: null, trusted: true, ...changes }
}

function both(events: ScoringEvent[], at = NOW) {
  const state = scorer.empty()
  for (const event of events) scorer.add(state, event)
  return { live: scorer.standing(state, {}, at), replay: scorer.explain(events, {}, at) }
}

describe('points by hand', () => {
  it('are contributions like any other, with author and reason', () => {
    const { live, replay } = both([byHand('a', 'Points Adjusted', { points: 12.5 })])
    expect(live).toMatchObject({ score: replay.score, fit: replay.fit, stage: replay.stage })
    expect(replay.contributions).toContainEqual({
      rule: 'manual',
      label: 'By hand, Ada: met at the fair',
      dimension: 'fit',
      points: 12.5,
      raw: 12.5,
      events: [
        {
          messageId: 'a',
          name: 'Points Adjusted',
          at: '2026-11-21T10:00:00.000Z',
          points: 12.5,
          counted: true,
        },
      ],
    })
  })

  it('count from the time they were given, and do not decay', () => {
    const given = [byHand('a', 'Points Adjusted', { points: 12, dimension: 'engagement' })]
    const before = scorer.explain([], {}, NOW).engagement
    expect(scorer.explain(given, {}, NOW - 1).engagement).toBe(before)
    expect(scorer.explain(given, {}, NOW + 9e11).engagement).toBe(
      scorer.explain([], {}, NOW + 9e11).engagement + 12,
    )
  })

  it.each([
    ['a public key', {}, { trusted: false }],
    ['a crawler', {}, { excluded: 'bot' as const }],
    ['who writes no number', { points: 'many' }, {}],
    ['who writes what is none', { points: Number.NaN }, {}],
  ])('cannot be given by %s', (_, properties, changes) => {
    const nothing = both([])
    const given = both([byHand('a', 'Points Adjusted', { points: 5, ...properties }, changes)])
    expect(given.live.score).toBe(nothing.live.score)
    expect(given.replay).toEqual(nothing.replay)
  })

  it('are bounded like all points', () => {
    const { live, replay } = both([byHand('a', 'Points Adjusted', { points: 1e300 })])
    expect(live.score).toBe(replay.score)
    expect(replay.contributions.at(-1)?.points).toBe(10_000)
  })
})

describe('a stage set by hand', () => {
  const set = (id: string, stage: string | null, at = NOW) => byHand(id, 'Stage Set', { stage }, { at })

  it('stays until another one is set or the model decides again, in any order of arrival', () => {
    const events = [set('a', 'sql', NOW - 20), set('b', 'customer', NOW - 10), set('c', null)]
    for (const order of [events, [...events].reverse()]) {
      const at = (time: number) => {
        const known = order.filter((event) => event.at <= time)
        const { live, replay } = both(known, time)
        expect(live.stage).toBe(replay.stage)
        return scorer.explain(order, {}, time).stage
      }
      expect([NOW - 21, NOW - 20, NOW - 10, NOW].map(at)).toEqual(['lead', 'sql', 'customer', 'lead'])
    }
  })

  it('has an author and a reason, and changes no points', () => {
    const { replay } = both([set('a', 'sql')])
    expect(replay.contributions.at(-1)).toMatchObject({
      label: 'Stage sql, set by hand, Ada: met at the fair',
      points: 0,
    })
    expect(replay.score).toBe(both([]).replay.score)
  })

  it('must be a known stage', () => {
    expect(both([set('a', 'friend')]).replay.stage).toBe('lead')
  })
})

it('reserves the id of its rule', () => {
  const [rule, ...rules] = defaultModel.rules
  const parsed = parseModel(
    JSON.parse(JSON.stringify({ ...defaultModel, rules: [{ ...rule, id: 'manual' }, ...rules] })),
  )
  expect(parsed).toMatchObject({
    errors: [{ path: 'rules[0].id', message: expect.stringContaining('by hand') }],
  })
})
