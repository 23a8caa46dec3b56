import { Z95 } from '../evaluate/wilson.ts'
import { MAX_POINTS } from '../model/rule.ts'
import type { Column } from './columns.ts'
import type { Example, LogisticFit } from './fit-logistic.ts'

/** The result of calibrating a rule. */
export interface CalibratedRule extends Pick<Column, 'id' | 'label' | 'part' | 'points'> {
  /** Proposed points; unchanged when the verdict is `too rare`. */
  proposed: number
  /** Change in the log-odds of winning per unit, with the 95 % interval; null when the verdict is `too rare`. */
  weight: { value: number; low: number; high: number } | null
  /** Leads for which the rule gave points. */
  leads: number
  /** `signal`: it separates won from lost; `no signal`: its interval contains 0; `too rare`: too few leads. */
  verdict: 'signal' | 'no signal' | 'too rare'
}

/** Scale of the points of a model whose own have no spread yet. */
const POINTS_FOR_DOUBLE_ODDS = 10

/**
 * Judges the weight of each column: one whose interval contains 0 carries no signal.
 *
 * @param fitted the columns that were fitted, in the order of the weights
 */
export function judgeWeights(
  columns: readonly Column[],
  fitted: readonly number[],
  fit: LogisticFit,
  examples: readonly Example[],
): CalibratedRule[] {
  const leads = countLeads(examples, columns.length)
  return columns.map(({ id, label, part, points }, index) => {
    const place = fitted.indexOf(index)
    const base = { id, label, part, points, proposed: points, leads: leads[index] ?? 0 }
    if (place === -1) return { ...base, weight: null, verdict: 'too rare' }
    const value = fit.weights[place] ?? 0
    const width = Z95 * (fit.errors[place] ?? Number.POSITIVE_INFINITY)
    const weight = { value, low: value - width, high: value + width }
    return weight.low > 0 || weight.high < 0
      ? { ...base, weight, verdict: 'signal' }
      : { ...base, weight, proposed: 0, verdict: 'no signal' }
  })
}

/**
 * Proposes points proportional to the weights of the rules with a signal, scaled so that the standard deviation of the
 * leads' scores stays the same.
 */
export function proposePoints(
  judged: readonly CalibratedRule[],
  examples: readonly Example[],
): CalibratedRule[] {
  const spread = (worth: (rule: CalibratedRule) => number) =>
    deviation(examples.map((example) => scoreOf(example, judged.map(worth))))
  const weightOf = ({ verdict, weight }: CalibratedRule) => (verdict === 'signal' ? (weight?.value ?? 0) : 0)
  const before = spread(({ verdict, points }) => (verdict === 'too rare' ? 0 : points))
  const after = spread(weightOf)
  const scale = before > 0 && after > 0 ? before / after : POINTS_FOR_DOUBLE_ODDS / Math.LN2
  return judged.map((rule) =>
    rule.verdict === 'signal' ? { ...rule, proposed: roundPoints(scale * weightOf(rule)) } : rule,
  )
}

/** The score of an example by the given points of each column. */
export function scoreOf({ columns, values }: Example, points: readonly number[]): number {
  return columns.reduce((sum, column, index) => sum + (points[column] ?? 0) * (values[index] ?? 0), 0)
}

/** For each column, the number of examples in which it is not zero. */
export function countLeads(examples: readonly Example[], size: number): number[] {
  const counts = new Array<number>(size).fill(0)
  for (const { columns } of examples) for (const column of columns) counts[column] = (counts[column] ?? 0) + 1
  return counts
}

/** Rounds to whole points from 5 on, to tenths from 0.5 on, else to hundredths. */
function roundPoints(points: number): number {
  const steps = Math.abs(points) >= 5 ? 1 : Math.abs(points) >= 0.5 ? 10 : 100
  const bounded = Math.max(-MAX_POINTS, Math.min(MAX_POINTS, points))
  return Math.round(bounded * steps) / steps + 0
}

function deviation(numbers: readonly number[]): number {
  const mean = numbers.reduce((sum, number) => sum + number, 0) / Math.max(1, numbers.length)
  return Math.sqrt(
    numbers.reduce((sum, number) => sum + (number - mean) ** 2, 0) / Math.max(1, numbers.length),
  )
}
