import type { Traits } from '@leadlight/protocol'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createScorer } from './create-scorer.ts'
import { defaultModel } from './default-model/default-model.ts'
import { runs } from './laws.test.arbitraries.ts'
import { parseModel } from './model/parse-model.ts'
import { DAY_MS } from './rule/calendar.ts'
import type { ScoringEvent } from './scorer.ts'

const NOW = Date.UTC(2026, 10, 21, 10)
const written = JSON.parse(JSON.stringify({ ...defaultModel, tests: [] }))
const rule = (index: number, changes: object = {}) => ({
  id: `r${index}`,
  label: 'Rule',
  dimension: 'engagement',
  on: { event: 'page' },
  points: 1,
  ...changes,
})

function errorsOf(changes: object): string[] {
  const parsed = parseModel({ ...written, ...changes })
  return 'errors' in parsed ? parsed.errors.map(({ path, message }) => `${path}: ${message}`) : []
}

function page(id: string, at: number, changes: Partial<ScoringEvent> = {}): ScoringEvent {
  return {
    id,
    at,
    name: 'page',
    properties: { path: '/pricing' },
    visit: null,
    excluded: null,
    ...changes,
  }
}

/** Live and by replay. */
function both(events: ScoringEvent[], traits: Traits = {}, at = NOW) {
  const scorer = createScorer(defaultModel)
  const state = scorer.empty()
  for (const event of events) scorer.add(state, event)
  const live = scorer.standing(state, traits, at)
  const replay = scorer.explain(events, traits, at)
  expect([live.score, live.grade, live.stage]).toEqual([replay.score, replay.grade, replay.stage])
  return { live, replay, state }
}

describe('a bad model', () => {
  it.each<[string, object, RegExp]>([
    [
      'has an unknown operator',
      { rules: [rule(1, { on: { event: 'page', where: { path: { startWith: '/a' } } } })] },
      /^rules\[0\]\.on\.where\.path\.startWith: unknown key "startWith": did you mean "startsWith"\?$/,
    ],
    [
      'has groups in a circle',
      {
        rules: [rule(1, { group: 'a' })],
        groups: [
          { id: 'a', label: 'A', cap: 3, group: 'b' },
          { id: 'b', label: 'B', cap: 3, group: 'a' },
        ],
      },
      /^groups\[0\]\.group: "group" does not belong here/,
    ],
    ['has points of NaN', { rules: [rule(1, { points: Number.NaN })] }, /^rules\[0\]\.points: .* got NaN$/],
    [
      'has points beyond all numbers',
      { rules: [rule(1, { points: JSON.parse('1e999') })] },
      /^rules\[0\]\.points: .* got Infinity$/,
    ],
    [
      'has an amount of NaN',
      { rules: [rule(1, { points: { each: 1, per: { property: 'a', amount: Number.NaN } } })] },
      /^rules\[0\]\.points\.per\.amount: .* got NaN$/,
    ],
    [
      'has ten thousand rules',
      { rules: Array.from({ length: 10_000 }, (_, index) => rule(index)) },
      /^rules: needs at most 1000 items$/,
    ],
    [
      'has ten thousand bad rules',
      { rules: Array.from({ length: 10_000 }, (_, index) => rule(index, { pionts: 1, on: {} })) },
      /^rules: needs at most 1000 items$/,
    ],
    [
      'asks for one of a hundred thousand pages',
      {
        rules: [
          rule(1, {
            on: { event: 'page', where: { any: Array.from({ length: 100_000 }, () => ({ path: '/' })) } },
          }),
        ],
      },
      /^rules\[0\]\.on\.where\.any: needs at most 200 items$/,
    ],
  ])('that %s is refused with the place of the mistake', (_, changes, message) =>
    expect(errorsOf(changes)[0]).toMatch(message),
  )

  it('that contains itself is refused as too deep', () => {
    const circular: Record<string, unknown> = { ...written }
    circular.rules = [circular]
    expect(parseModel(circular)).toMatchObject({
      errors: [{ message: expect.stringContaining('nested more than 32 deep') }],
    })
  })

  it('is refused without an exception, whatever it is', () => {
    fc.assert(
      fc.property(fc.anything({ maxDepth: 6 }), fc.constantFrom(...Object.keys(written)), (value, key) => {
        for (const json of [value, { ...written, [key]: value }]) {
          const parsed = parseModel(json)
          if ('model' in parsed) createScorer(parsed.model).explain([page('e', NOW)], {}, NOW)
          else expect(parsed.errors.length).toBeGreaterThan(0)
        }
      }),
      runs(300),
    )
  })

  it('is not one of a thousand rules, the largest allowed, which scores', () => {
    const rules = Array.from({ length: 1_000 }, (_, index) => rule(index, { halfLifeDays: 7 }))
    const parsed = parseModel({ ...written, groups: [], rules })
    if (!('model' in parsed)) throw new Error('refused')
    const scorer = createScorer(parsed.model)
    const state = scorer.empty()
    for (let index = 0; index < 100; index++) scorer.add(state, page(`e${index}`, NOW - index))
    expect(scorer.standing(state, {}, NOW).score).toBe(100_000)
  })
})

describe('a trait of the wrong type', () => {
  const names = ['email', 'title', 'budget', 'authority', 'need', 'timeline', 'company', 'phone', 'website']
  it('counts as unknown or is reported, and never breaks a score', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), fc.jsonValue({ maxDepth: 3 })), (traits) => {
        const { replay } = both([], traits as Traits)
        expect(Number.isFinite(replay.score)).toBe(true)
        expect(replay.range.min).toBeLessThanOrEqual(replay.score)
        expect(replay.range.max).toBeGreaterThanOrEqual(replay.score)
      }),
      runs(300),
    )
  })

  it('has no amount', () => {
    const { replay } = both([], { budget: { amount: 50_000 } as unknown as number })
    expect(
      replay.contributions.filter(({ dimension, points }) => dimension === 'budget' && points !== 0),
    ).toEqual([])
  })
})

describe('an event', () => {
  it('of ten years ago scores nothing, and does not use up a limit', () => {
    const old = page('old', NOW - 3_652 * DAY_MS)
    const fresh = page('fresh', NOW - 1)
    expect(both([old]).live.score).toBe(0)
    expect(both([old, fresh]).live.score).toBe(both([fresh]).live.score)
    expect(both([fresh, old]).live.score).toBe(both([fresh]).live.score)
  })

  it('of the future counts from its own time on', () => {
    const later = page('later', NOW + 3_652 * DAY_MS)
    const scorer = createScorer(defaultModel)
    expect(scorer.explain([later], {}, NOW).score).toBe(0)
    expect(both([later], {}, later.at).live.score).toBeGreaterThan(0)
  })

  it.each([8.65e15, Number.NaN, Number.POSITIVE_INFINITY])('with an impossible time (%d) is ignored', (at) =>
    expect(both([page('e', at)]).live.score).toBe(0),
  )
})

describe('a lead with very many events', () => {
  // As many as fit in a test of seconds; `npm run bench -- heavy-lead` takes more of them through a collector.
  const many = Array.from({ length: 50_000 }, (_, index) =>
    page(`e${index}`, NOW - index * 60_000, {
      visit: `v${Math.floor(index / 30)}`,
      properties: { path: `/blog/${index % 3_000}`, page_view_id: `w${index}` },
      ...(index % 7 === 0 ? { name: 'Form Submitted' } : {}),
    }),
  )
  const { replay, state } = both(many)

  it('is scored with bounded state', () => {
    expect(replay.score).toBeGreaterThan(0)
    expect(JSON.stringify(state).length).toBeLessThan(300_000)
  })

  it('is explained by its most important events, and the others are counted', () => {
    for (const { events, omitted = 0 } of replay.contributions) {
      expect(events.length).toBeLessThanOrEqual(1_000)
      if (omitted > 0) expect(events).toHaveLength(1_000)
      expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).toSorted())
    }
    const views = replay.contributions.find(({ omitted = 0 }) => omitted > 10_000)
    expect(views?.omitted).toBeGreaterThan(10_000)
    const sum = replay.contributions.reduce((total, { points }) => total + Math.round(points * 100), 0)
    expect(sum).toBe(Math.round(replay.score * 100))
  })
})
