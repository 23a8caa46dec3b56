import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createScorer } from '../create-scorer.ts'
import { events, model, NOW, runs, traits } from '../laws.test.arbitraries.ts'
import { DAY_MS } from '../rule/calendar.ts'
import { createStageWalk } from '../stage-walk.ts'
import { backtest } from './backtest.ts'

const leads = fc.array(fc.tuple(events, traits, traits), { minLength: 1, maxLength: 4 }).map((list) =>
  list.map(([own, before, after], index) => ({
    id: `l${index}`,
    events: own,
    ...changing(own, before, after),
  })),
)

/** Traits that change when something happens, as they do. */
function changing<Traits>(own: { at: number }[], before: Traits, after: Traits) {
  const times = own.map(({ at }) => at).sort((first, second) => first - second)
  const middle = times[Math.floor(times.length / 2)] ?? 0
  return { traitsAt: (at: number) => (at < middle ? before : after) }
}

const period = fc.tuple(fc.nat(25 * DAY_MS), fc.nat(40 * DAY_MS))

describe('a backtest', () => {
  it('of a model against itself finds no difference', () => {
    fc.assert(
      fc.property(model, leads, period, (someModel, list, [before, after]) => {
        const result = backtest({
          leads: list,
          current: someModel,
          draft: structuredClone(someModel),
          from: NOW - before,
          to: NOW + after,
        })
        expect(result.draft).toEqual(result.current)
        expect(result).toMatchObject({ gained: { count: 0, leads: [] }, lost: { count: 0, leads: [] } })
        expect(result.rankCorrelation ?? 1).toBe(1)
      }),
      runs(100),
    )
  })

  it('gives each lead the stage of its explanation, at any time and at each crossing', () => {
    const parts = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 5, maxLength: 5 })
    fc.assert(
      fc.property(model, model, leads, period, parts, (current, draft, list, [before, after], asked) => {
        const [from, to] = [NOW - before, NOW + after]
        const result = backtest({ leads: list, current, draft, from, to })
        for (const [used, { crossings }] of [
          [current, result.current],
          [draft, result.draft],
        ] as const) {
          const scorer = createScorer(used)
          for (const { id, events: own, traitsAt } of list) {
            const first = Math.min(...own.map(({ at }) => at))
            const changes = crossings.filter(({ lead }) => lead === id)
            const begin = Math.max(from, first)
            const stageAt = (at: number) => createStageWalk(scorer, own, traitsAt).to(at).standing.stage
            if (first > to) expect(changes).toEqual([])
            if (begin > to) continue
            for (const { at, to: stage } of changes) expect(stageAt(at)).toBe(stage)
            for (const part of [...asked, 1]) {
              const at = Math.floor(begin + part * (to - begin))
              const last = changes.findLast((change) => change.at <= at)
              const initial = changes[0]?.from ?? (first < from ? stageAt(from) : stageAt(begin))
              expect(stageAt(at)).toBe(last?.to ?? initial)
            }
          }
        }
      }),
      runs(100),
    )
  })
})
