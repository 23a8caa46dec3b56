import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createScorer } from './create-scorer.ts'
import { events, model, NOW, runs, traits } from './laws.test.arbitraries.ts'
import { DAY_MS } from './rule/calendar.ts'
import { scoreHistory } from './score-history.ts'
import { modelOf, pageRule } from './small-model.test.setup.ts'
import { createStageWalk } from './stage-walk.ts'

const times = fc.array(fc.integer({ min: NOW - 25 * DAY_MS, max: NOW + 40 * DAY_MS }), { maxLength: 8 })

describe('scoreHistory', () => {
  it('agrees with the explanation at each time, while traits change', () => {
    fc.assert(
      fc.property(model, events, traits, traits, times, (someModel, list, before, after, asked) => {
        const scorer = createScorer(someModel)
        const traitsAt = (at: number) => (at < NOW - 5 * DAY_MS ? before : after)
        const history = scoreHistory(scorer, list, traitsAt, asked)
        expect(history.map(({ at }) => at)).toEqual(asked.toSorted((first, second) => first - second))
        for (const point of history) {
          const { reached } = createStageWalk(scorer, list, traitsAt).to(point.at)
          const explained = scorer.explain(list, traitsAt(point.at), point.at, reached)
          const { score, engagement, fit, grade, stage } = explained
          expect(point).toEqual({ at: point.at, score, engagement, fit, grade, stage })
        }
      }),
      runs(200),
    )
  })

  it('counts an event from its own time on', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: DAY_MS }), (early) => {
        const scorer = createScorer(modelOf([pageRule()]))
        const page = { id: 'e', at: NOW, name: 'page', properties: {}, visit: null, excluded: null }
        const points = scoreHistory(scorer, [page], () => ({}), [NOW, NOW - early])
        expect(points.map(({ score }) => score)).toEqual([0, 1])
      }),
      runs(20),
    )
  })
})
