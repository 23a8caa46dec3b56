import { describe, expect, it } from 'vitest'
import type { Model } from '../model/model.ts'
import type { EventRule } from '../model/rule.ts'
import { DAY_MS } from '../rule/calendar.ts'
import type { ScoringEvent } from '../scorer.ts'
import { backtest } from './backtest.ts'

const FROM = Date.UTC(2026, 8, 1)
const TO = FROM + 20 * DAY_MS

function modelOf(rule: Partial<EventRule>): Model {
  return {
    name: 'test',
    version: 1,
    timeZone: 'UTC',
    lookBackDays: 365,
    rules: [
      { id: 'a', label: 'A', dimension: 'engagement', on: { event: 'page' }, points: 10, ...rule },
      { id: 'b', label: 'B', dimension: 'budget', if: { trait: 'budget', gte: 100 }, points: 30 },
    ],
    thresholds: {
      grade: { fit: [3, 2, 1], engagement: [3, 2, 1] },
      stage: { mql: { score: 15 }, sql: { score: 40 }, customer: { if: { trait: 'customer', is: true } } },
    },
  }
}

function page(day: number): ScoringEvent {
  const at = FROM + day * DAY_MS
  return { id: `e${day}`, at, name: 'page', properties: {}, visit: null, excluded: null }
}

const fading = modelOf({ halfLifeDays: 7 })
const lasting = modelOf({ points: 20 })
const nothingKnown = () => ({})

const days = (crossings: { lead: string; at: number; from: string; to: string }[]) =>
  crossings.map(({ lead, at, from, to }) => `${lead} ${((at - FROM) / DAY_MS).toFixed(3)} ${from} → ${to}`)

describe('backtest', () => {
  const leads = [
    { id: 'twice', events: [page(2), page(1)], traitsAt: nothingKnown },
    { id: 'once', events: [page(9)], traitsAt: nothingKnown },
    { id: 'before', events: [page(-1), page(-1.5)], traitsAt: nothingKnown },
    { id: 'after', events: [page(21)], traitsAt: nothingKnown },
    {
      id: 'answers',
      events: [page(3), { ...page(4), name: 'identify' }],
      traitsAt: (at: number) => (at < FROM + 4 * DAY_MS ? {} : { budget: 100 }),
    },
  ]
  const result = backtest({ leads, current: fading, draft: lasting, from: FROM, to: TO })

  it('finds every change of stage at its time, including those by decay', () => {
    // On day 2 the pages of `twice` are worth 10 · (1 + 2^(−1/7)) = 19.06, which falls below 14.995, and so is rounded to
    // less than 15, after 7 · log2(19.06 / 14.995) = 2.421 days; those of `before`, worth 10 · (1 + 2^(−0.5/7)) = 19.52 on
    // day −1, after 2.662 days. `answers` has 30 + 10 · 2^(−1/7) on day 4, and never 40.
    expect(days(result.current.crossings)).toEqual([
      'before 1.662 mql → lead',
      'twice 2.000 lead → mql',
      'answers 4.000 lead → mql',
      'twice 4.421 mql → lead',
    ])
    const faded = 2 + 7 * Math.log2((10 * (1 + 2 ** (-1 / 7))) / 14.995)
    expect(Math.abs((result.current.crossings[3]?.at ?? 0) - (FROM + faded * DAY_MS))).toBeLessThan(2)
    expect(days(result.draft.crossings)).toEqual([
      'twice 1.000 lead → mql',
      'twice 2.000 mql → sql',
      'answers 3.000 lead → mql',
      'answers 4.000 mql → sql',
      'once 9.000 lead → mql',
    ])
  })

  it('counts crossings by week, lists gained and lost leads, and compares the rankings', () => {
    expect(result.leads).toBe(4)
    expect(result.current.weeks.map(({ mql, sql }) => [mql, sql])).toEqual([
      [2, 0],
      [0, 0],
      [0, 0],
    ])
    expect(result.draft.weeks.map(({ start, mql, sql }) => [(start - FROM) / DAY_MS, mql, sql])).toEqual([
      [0, 2, 2],
      [7, 1, 0],
      [14, 0, 0],
    ])
    expect(result).toMatchObject({
      current: { stages: { lead: 3, mql: 1 }, qualified: 2, crossed: 4 },
      draft: { stages: { mql: 1, sql: 3 }, qualified: 3, crossed: 5 },
      gained: { count: 1, leads: ['once'] },
      lost: { count: 0, leads: [] },
    })
    // At the end: twice 3.2, once 3.4, before 2.5, answers 32; under the draft 40, 20, 40, 50.
    expect(result.rankCorrelation).toBeCloseTo(spearman([2, 3, 1, 4], [2.5, 1, 2.5, 4]), 12)
  })

  it('loses what it gained when the models are swapped', () => {
    const back = backtest({ leads, current: lasting, draft: fading, from: FROM, to: TO })
    expect(back).toMatchObject({
      gained: { count: 0 },
      lost: { count: 1, leads: ['once'] },
      current: result.draft,
      draft: result.current,
    })
    expect(back.rankCorrelation).toBe(result.rankCorrelation)
  })

  it('lists at most the requested number of leads, and counts all', () => {
    const short = backtest({ leads, current: fading, draft: lasting, from: FROM, to: TO, listed: 1 })
    expect(short.draft.crossings).toHaveLength(1)
    expect(short.draft).toMatchObject({ crossed: 5, qualified: 3, weeks: result.draft.weeks })
    expect(short.gained).toEqual({ count: 1, leads: ['once'] })
  })

  it('replays a lead with many events in bounded time, and is only slightly late', () => {
    const events = Array.from({ length: 30_000 }, (_, index) => ({
      ...page(index / 1_500),
      id: `e${index}`,
    }))
    const busy = { id: 'busy', events, traitsAt: nothingKnown }
    const { current } = backtest({
      leads: [busy],
      current: modelOf({ points: 0.01 }),
      draft: fading,
      from: FROM,
      to: TO,
    })
    // 1,500 events of 0.01 points, found within the next three events.
    expect(current.crossings).toMatchObject([{ from: 'lead', to: 'mql' }, { to: 'sql' }])
    const exact = FROM + (1_499 / 1_500) * DAY_MS
    expect((current.crossings[0]?.at ?? 0) - exact).toBeGreaterThanOrEqual(0)
    expect((current.crossings[0]?.at ?? 0) - exact).toBeLessThanOrEqual((3 / 1_500) * DAY_MS)
  })

  it('recognises customers by their traits, and handles leads without events', () => {
    const customer = { id: 'c', events: [page(1)], traitsAt: () => ({ customer: true }) }
    const { current } = backtest({ leads: [customer], current: fading, draft: fading, from: FROM, to: TO })
    expect(current).toMatchObject({ qualified: 0, stages: { customer: 1 } })
    expect(backtest({ leads: [], current: fading, draft: fading, from: FROM, to: TO })).toMatchObject({
      leads: 0,
      rankCorrelation: null,
    })
    expect(() => backtest({ leads: [], current: fading, draft: fading, from: TO, to: FROM })).toThrow(
      RangeError,
    )
  })
})

/** Pearson of ranks, by hand. */
function spearman(x: number[], y: number[]): number {
  const deviations = (ranks: number[]) => ranks.map((rank) => rank - 2.5)
  const product = (a: number[], b: number[]) =>
    a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0)
  const [dx, dy] = [deviations(x), deviations(y)]
  return product(dx, dy) / Math.sqrt(product(dx, dx) * product(dy, dy))
}
