import type { Score, Traits } from '@leadlight/protocol'
import { createScorer } from './create-scorer.ts'
import type { Model } from './model/model.ts'
import type { ModelTest } from './model/model-test.ts'
import { DAY_MS } from './rule/calendar.ts'
import type { Scorer, ScoringEvent } from './scorer.ts'

/** A difference between an expected and an actual value. */
export interface Difference {
  /** `score`, `grade` … or `contributions.` with the id of a rule. */
  of: string
  expected: number | string
  actual: number | string
}

/** The result of a test. */
export interface TestOutcome {
  name: string
  /** Empty when the test passes. */
  differences: Difference[]
  /** The score with its reasons, to see why. */
  score: Score
}

/** Time at which a test is scored that gives none. */
const NEW_YEAR_NOON = Date.UTC(2026, 0, 1, 12)

/** Runs the tests of a validated model, in order. */
export function testModel(model: Model): TestOutcome[] {
  const scorer = createScorer(model)
  return (model.tests ?? []).map((test) => runTest(scorer, test))
}

function runTest(scorer: Scorer, { name, events = [], traits = {}, at, expect }: ModelTest): TestOutcome {
  const time = at === undefined ? NEW_YEAR_NOON : Date.parse(at)
  const list = events.map(
    (item, index): ScoringEvent => ({
      id: `event ${index}`,
      at: item.at === undefined ? time - Math.round((item.daysAgo ?? 0) * DAY_MS) : Date.parse(item.at),
      name: item.event,
      properties: item.properties ?? {},
      visit: item.visit ?? null,
      excluded: null,
    }),
  )
  const score = scorer.explain(list, traits as Traits, time)
  return { name, differences: compare(expect, score), score }
}

function compare({ contributions = {}, ...expected }: ModelTest['expect'], score: Score): Difference[] {
  const given = new Map(score.contributions.map(({ rule, points }) => [rule, points]))
  const pairs: [of: string, expected: number | string, actual: number | string][] = [
    ...(['score', 'engagement', 'fit', 'grade', 'stage'] as const).flatMap((name) => {
      const value = expected[name]
      return value === undefined ? [] : [[name, value, score[name]] as [string, typeof value, typeof value]]
    }),
    ...Object.entries(contributions).map(
      ([id, points]) => [`contributions.${id}`, points, given.get(id) ?? 0] as [string, number, number],
    ),
  ]
  return pairs.flatMap(([of, wanted, actual]) =>
    wanted === actual ? [] : [{ of, expected: wanted, actual }],
  )
}
