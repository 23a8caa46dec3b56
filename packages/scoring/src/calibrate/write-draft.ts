import type { Model } from '../model/model.ts'
import { isCountRule, isEventRule, type Rule } from '../model/rule.ts'
import type { Reach, StageReach } from '../model/thresholds.ts'
import type { Example } from './fit-logistic.ts'
import { type CalibratedRule, scoreOf } from './propose-points.ts'

/**
 * The model with the proposed points, as the next version. Caps keep their ratio to the points, and the score thresholds of
 * `mql` and `sql` move so that as many leads reach them as before. Its tests are removed, because they expect the old points.
 */
export function writeDraft(
  model: Model,
  proposed: readonly CalibratedRule[],
  examples: readonly Example[],
): Model {
  const { tests: _, ...rest } = model
  const find = (id: string, part: 'points' | 'otherwise') =>
    proposed.find((rule) => rule.id === id && rule.part === part)
  const before = proposed.map(({ points }) => points)
  const after = proposed.map((rule) => rule.proposed)
  const move = <Part extends Reach>(part: Part): Part =>
    part.score === undefined ? part : { ...part, score: moveLine(part.score, examples, before, after) }
  const moveReach = ({ enter, leave, ...both }: StageReach): StageReach => ({
    ...move(both),
    ...(enter && { enter: move(enter) }),
    ...(leave && { leave: move(leave) }),
  })
  const { mql, sql } = model.thresholds.stage
  return {
    ...rest,
    version: model.version + 1,
    rules: model.rules.map((rule) => {
      const points = find(rule.id, 'points')
      return points === undefined ? rule : writeRule(rule, points, find(rule.id, 'otherwise'))
    }),
    thresholds: {
      ...model.thresholds,
      stage: {
        ...model.thresholds.stage,
        mql: moveReach(mql),
        sql: moveReach(sql),
      },
    },
  }
}

function writeRule(rule: Rule, points: CalibratedRule, otherwise: CalibratedRule | undefined): Rule {
  const { proposed } = points
  if (isCountRule(rule)) {
    // Only the difference was fitted; `otherwise` keeps its share of it.
    const share = points.points === 0 ? 0 : (rule.otherwise ?? 0) / points.points
    const base = round(proposed * share)
    const held = round(base + proposed)
    return rule.otherwise === undefined
      ? { ...rule, points: held }
      : { ...rule, points: held, otherwise: base }
  }
  if (!isEventRule(rule)) {
    return { ...rule, points: proposed, ...(otherwise && { otherwise: otherwise.proposed }) }
  }
  const ratio = points.points === 0 || proposed === 0 ? 1 : Math.abs(proposed / points.points)
  return {
    ...rule,
    points: typeof rule.points === 'number' ? proposed : { ...rule.points, each: proposed },
    ...(rule.cap === undefined ? {} : { cap: Math.max(0.01, Math.min(1_000_000, round(rule.cap * ratio))) }),
  }
}

/** The threshold that as many leads reach with the points `after` as reach `line` with the points `before`. */
function moveLine(
  line: number,
  examples: readonly Example[],
  before: readonly number[],
  after: readonly number[],
): number {
  const count = examples.filter((example) => scoreOf(example, before) >= line).length
  const scores = examples.map((example) => scoreOf(example, after)).sort((a, b) => b - a)
  const [last, next] = [scores[count - 1], scores[count]]
  if (last === undefined) return next === undefined ? line : Math.ceil(next + 1)
  if (next === undefined) return Math.floor(last)
  const between = Math.round((last + next) / 2)
  return between <= last && between > next ? between : round(last)
}

function round(points: number): number {
  return Math.round(points * 100) / 100 + 0
}
