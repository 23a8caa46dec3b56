import { describe, expect, it } from 'vitest'
import { createScorer } from '../create-scorer.ts'
import type { EventRule } from '../model/rule.ts'
import { DAY_MS } from '../rule/calendar.ts'
import type { ScoringEvent } from '../scorer.ts'
import { modelOf, NOW, pageRule } from '../small-model.test.setup.ts'
import { MAX_NAMES, MAX_PER_DAY } from './names-by-day.ts'

const scorerOf = (rule: Partial<EventRule>) => createScorer(modelOf([pageRule(rule)], { lookBackDays: 30 }))

/** Three events of each of `names` names a day on twelve days, in an order that follows neither names nor time. */
function crowd(names: number): ScoringEvent[] {
  return Array.from({ length: names * 36 }, (_, turn) => {
    const index = (turn * 7_919) % (names * 36)
    const day = index % 12
    const path = `/${day}/${Math.floor(index / 36)}`
    const at = NOW - day * DAY_MS - ((index * 31) % 30_000)
    const properties = { path, page_view_id: path, engaged_ms: (index % 5) * 1_000 }
    return { id: `e${index}`, at, name: 'page', properties, visit: null, excluded: null }
  })
}

const rules: [string, Partial<EventRule>][] = [
  ['limited by page', { limit: { count: 2, per: 'page' }, halfLifeDays: 20 }],
  [
    'on reading time',
    {
      on: { event: 'Page Engaged' },
      points: { each: 1, per: { property: 'engaged_ms', amount: 1_000 } },
      halfLifeDays: 20,
    },
  ],
]

describe.each(rules)('memory of a rule %s', (_, rule) => {
  const scorer = scorerOf(rule)
  const named = (events: ScoringEvent[]) =>
    events.map((event) => ({ ...event, name: rule.on?.event ?? event.name }))
  const stateOf = (events: ScoringEvent[]) => {
    const state = scorer.empty()
    for (const event of events) scorer.add(state, event)
    return state
  }

  it('stays bounded on days with a thousand pages, in any order, and agrees with a replay', () => {
    const events = named(crowd(250))
    const state = stateOf(events)
    // Names, of which a day's last may reach beyond the limit, at fewer than 60 bytes each.
    expect(JSON.stringify(state).length).toBeLessThan((MAX_NAMES + MAX_PER_DAY) * 60)
    expect(stateOf(events.toReversed())).toEqual(state)
    expect(stateOf(events.toSorted((first, second) => first.at - second.at))).toEqual(state)
    const replay = scorer.explain(events, {}, NOW)
    expect(scorer.standing(state, {}, NOW).score).toBe(replay.score)
    const reasons = new Set(replay.contributions.flatMap((line) => line.events.map(({ why }) => why)))
    expect([...reasons].filter((why) => why?.includes(` ${MAX_NAMES} `))).toHaveLength(1)
    expect([...reasons].filter((why) => why?.includes(` ${MAX_PER_DAY} `))).toHaveLength(1)
  })

  it('keeps everything of days with fewer pages', () => {
    const events = named(crowd(MAX_NAMES / 20))
    const { score, contributions } = scorer.explain(events, {}, NOW)
    expect(scorer.standing(stateOf(events), {}, NOW).score).toBe(score)
    for (const { why } of contributions.flatMap((line) => line.events))
      expect(why ?? '').not.toContain(`${MAX_NAMES}`)
  })

  it('drops days that can never count again', () => {
    const days = Array.from({ length: 400 }, (_, day) => ({
      ...crowd(1)[0],
      id: `d${day}`,
      at: NOW - day * DAY_MS,
    }))
    const state = stateOf(named(days as ScoringEvent[]))
    expect(Object.keys((state.rules.a as { days: object }).days)).toHaveLength(31)
    expect(stateOf(named(days as ScoringEvent[]).toReversed())).toEqual(state)
  })
})
