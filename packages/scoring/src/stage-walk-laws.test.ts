import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { backtest } from './backtest/backtest.ts'
import { createScorer } from './create-scorer.ts'
import { events, model, NOW, runs, traits } from './laws.test.arbitraries.ts'
import type { Model } from './model/model.ts'
import type { StageReach } from './model/thresholds.ts'
import { DAY_MS } from './rule/calendar.ts'
import type { ScoringEvent, TraitsAt } from './scorer.ts'
import { createStageWalk } from './stage-walk.ts'

const [enter, leave] = [
  { score: 10, engagement: -2 },
  { score: 4, engagement: -5 },
]
const never = { score: 1e9 }

const histories = fc
  .tuple(events, traits, traits)
  .map(([own, before, after]) => {
    const list = own.filter(({ name }) => name !== 'Stage Set')
    const times = list.map(({ at }) => at).sort((first, second) => first - second)
    const middle = times[Math.floor(times.length / 2)] ?? 0
    return { list, traitsAt: (at: number) => (at < middle ? before : after) }
  })
  .filter(({ list }) => list.length > 0)

type History = { list: ScoringEvent[]; traitsAt: TraitsAt }

const times = fc.array(fc.integer({ min: NOW - 25 * DAY_MS, max: NOW + 40 * DAY_MS }), {
  minLength: 1,
  maxLength: 12,
})

function withMql(some: Model, mql: StageReach): Model {
  return { ...some, thresholds: { ...some.thresholds, stage: { mql, sql: never } } }
}

/** Since when a threshold without memory has (not) been reached: the last time at or before `at` at which it was `wanted`. */
function lastTime(some: Model, mql: StageReach, { list, traitsAt }: History, at: number, wanted: boolean) {
  const used = withMql(some, mql)
  const [from, to] = [Math.min(at, ...list.map((event) => event.at)), at]
  const { current } = backtest({
    leads: [{ id: 'l', events: list, traitsAt }],
    current: used,
    draft: used,
    from,
    to,
  })
  const isReached = current.crossings.at(-1)?.to === 'mql'
  if (isReached === wanted) return at
  const last = current.crossings.at(-1)
  // Up to the moment before it changed to what it is now; never, if it was so from the beginning.
  return last === undefined ? Number.NEGATIVE_INFINITY : last.at - 1
}

function law(used: (some: Model) => Model) {
  return fc.property(model, histories, times, (some, history, asked) => {
    const scorer = createScorer(used(some))
    const sorted = asked.toSorted((first, second) => first - second)
    const walk = createStageWalk(scorer, history.list, history.traitsAt)
    const first = Math.min(...history.list.map(({ at }) => at))
    for (const at of sorted) {
      const { standing, reached, since } = walk.to(at)
      const direct = createStageWalk(scorer, history.list, history.traitsAt).to(at)
      expect(standing.stage).toBe(direct.standing.stage)
      expect(scorer.explain(history.list, history.traitsAt(at), at, reached).stage).toBe(standing.stage)
      if (at < first) continue
      const entered = lastTime(some, enter, history, at, true)
      const left = lastTime(some, leave, history, at, false)
      expect(standing.stage).toBe(entered > left ? 'mql' : 'lead')
      expect(since).toBe(direct.since)
    }
  })
}

describe('a stage with a lower exit than entry threshold', () => {
  it('lasts from its last entry to its exit, however the time is divided', () => {
    fc.assert(
      law((some) => withMql(some, { enter, leave })),
      runs(80),
    )
  })

  it.each([
    ['for entering', { enter: { score: 9, engagement: -2 }, leave }],
    ['for leaving', { enter, leave: { score: 5, engagement: -5 } }],
    ['for both', enter],
  ])('differs with another threshold %s (negative control)', (_, mql: StageReach) => {
    const { failed } = fc.check(
      law((some) => withMql(some, mql)),
      { numRuns: 2_000, endOnFailure: true },
    )
    expect(failed).toBe(true)
  })
})
