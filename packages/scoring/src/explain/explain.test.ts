import type { Traits } from '@leadlight/protocol'
import { describe, expect, it } from 'vitest'
import { createScorer } from '../create-scorer.ts'
import type { Rule } from '../model/rule.ts'
import { DAY_MS } from '../rule/calendar.ts'
import type { ScoringEvent } from '../scorer.ts'

const NOW = Date.UTC(2026, 10, 21, 10)

function explainRule(rule: object, events: Partial<ScoringEvent>[], traits: Traits = {}) {
  const scorer = createScorer({
    name: 'test',
    version: 1,
    timeZone: 'Asia/Kolkata',
    lookBackDays: 365,
    rules: [{ id: 'a', label: 'A', dimension: 'engagement', points: 10, ...rule } as Rule],
    thresholds: {
      grade: { fit: [30, 20, 10], engagement: [30, 20, 10] },
      stage: { mql: { score: 20 }, sql: { score: 40 } },
    },
  })
  const list = events.map((event, index) => {
    return { id: `e${index}`, at: NOW, name: 'page', properties: {}, visit: null, excluded: null, ...event }
  })
  return scorer.explain(list, traits, NOW)
}

/** Ids with the reason why they do not count, or `counts`. */
function verdicts(rule: object, events: Partial<ScoringEvent>[]) {
  const [contribution] = explainRule(rule, events).contributions
  return Object.fromEntries(
    (contribution?.events ?? []).map(({ messageId, counted, why }) => [messageId, counted ? 'counts' : why]),
  )
}

const onPage = { on: { event: 'page' } }

describe('explain', () => {
  it('lists each contribution with all events that it considered', () => {
    const rule = { ...onPage, limit: { count: 1, per: 'day' }, halfLifeDays: 7, cap: 14 }
    const events = [
      { at: NOW - 7 * DAY_MS, properties: { path: '/pricing' } },
      { at: NOW - 1 },
      { at: NOW, id: 'b' },
    ]
    expect(explainRule(rule, events).contributions).toEqual([
      {
        rule: 'a',
        label: 'A',
        dimension: 'engagement',
        points: 14,
        raw: 20,
        events: [
          {
            messageId: 'e0',
            name: 'page',
            about: '/pricing',
            at: '2026-11-14T10:00:00.000Z',
            points: 10,
            counted: true,
          },
          { messageId: 'e1', name: 'page', at: '2026-11-21T09:59:59.999Z', points: 10, counted: true },
          {
            messageId: 'b',
            name: 'page',
            at: '2026-11-21T10:00:00.000Z',
            points: 10,
            counted: false,
            why: 'limit: 1 per day',
          },
        ],
      },
    ])
  })

  it('says which events were excluded, too old or beyond the cap', () => {
    const events: Partial<ScoringEvent>[] = [
      { id: 'old', at: NOW - 366 * DAY_MS },
      { id: 'bot', at: NOW - 3, excluded: 'bot' },
      { id: 'try', at: NOW - 2, excluded: 'attempted' },
      { id: 'one', at: NOW - 1 },
      { id: 'two' },
      { id: 'six', at: NOW + 1 },
    ]
    expect(verdicts({ ...onPage, cap: 10 }, events)).toEqual({
      old: 'older than 365 days',
      bot: 'bot',
      try: 'attempted',
      one: 'counts',
      two: 'cap',
    })
  })

  it('applies limits by day in the time zone, by visit, by page and for ever', () => {
    // 18:30 UTC is midnight in India.
    const midnight = Date.UTC(2026, 10, 20, 18, 30)
    const events = [
      { id: 'a', at: midnight - 1, visit: 'v1', properties: { path: '/x' } },
      { id: 'b', at: midnight, visit: 'v1', properties: { path: '/y' } },
      { id: 'c', at: midnight + 1, visit: 'v2', properties: { path: '/x' } },
    ]
    const limited = (per: string) => verdicts({ ...onPage, limit: { count: 1, per } }, events)
    expect(limited('day')).toEqual({ a: 'counts', b: 'counts', c: 'limit: 1 per day' })
    expect(limited('visit')).toEqual({ a: 'counts', b: 'limit: 1 per visit', c: 'counts' })
    expect(limited('page')).toEqual({ a: 'counts', b: 'counts', c: 'limit: 1 per page' })
    expect(limited('ever')).toEqual({ a: 'counts', b: 'limit: 1 ever', c: 'limit: 1 ever' })
  })

  it('counts a page view by its longest report, even where a shorter one matches', () => {
    const reports = [5_000, 60_000, 60_000].map((engaged_ms, index) => ({
      name: 'Page Engaged',
      at: NOW - 10 + index,
      properties: { page_view_id: 'w', engaged_ms },
    }))
    const superseded = 'superseded by a longer report'
    const rule = { on: { event: 'Page Engaged' } }
    expect(verdicts(rule, reports)).toEqual({ e0: superseded, e1: 'counts', e2: superseded })
    const short = { on: { event: 'Page Engaged', where: { engaged_ms: { lt: 10_000 } } } }
    expect(verdicts(short, reports)).toEqual({ e0: superseded })
    expect(verdicts(short, reports.slice(0, 1))).toEqual({ e0: 'counts' })
  })

  it('shows only trait rules that are known or give points', () => {
    const rule = { dimension: 'budget', if: { trait: 'budget', gte: 10_000 }, points: 20, otherwise: -10 }
    expect(explainRule(rule, []).contributions).toEqual([])
    expect(explainRule(rule, [], { budget: '5k' })).toMatchObject({
      contributions: [{ rule: 'a', points: -10, raw: -10, events: [] }],
      bant: { budget: { known: true, points: -10, value: '5k' } },
    })
    const missing = { dimension: 'fit', if: { trait: 'phone', exists: true }, points: 0, otherwise: -3 }
    expect(explainRule(missing, []).contributions).toMatchObject([{ points: -3 }])
  })

  it('returns the possible range of the score, and which trait to ask for', () => {
    const rule = { dimension: 'budget', if: { trait: 'budget', gte: 10_000 }, points: 20, otherwise: -10 }
    expect(explainRule(rule, [])).toMatchObject({
      score: 0,
      range: { min: -10, max: 20 },
      unknown: [{ trait: 'budget', min: -10, max: 20 }],
    })
    expect(explainRule(rule, [], { budget: 1 })).toMatchObject({ range: { min: -10, max: -10 }, unknown: [] })
  })

  it('sets grade and stage at the thresholds', () => {
    const sure = (points: number) =>
      explainRule({ dimension: 'fit', if: { trait: 'a', is: 1 }, points }, [], { a: 1 })
    expect([30, 29.99, 20, 10, 9.99].map((points) => sure(points).grade)).toEqual([
      'A4',
      'B4',
      'B4',
      'C4',
      'D4',
    ])
    expect([40, 39.99, 20, 19.99].map((points) => sure(points).stage)).toEqual(['sql', 'mql', 'mql', 'lead'])
  })
})
