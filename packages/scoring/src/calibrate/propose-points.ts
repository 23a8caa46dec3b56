import { Z95 } from '../evaluate/wilson.ts'
import { MAX_POINTS } from '../model/rule.ts'
import type { Column } from './columns.ts'
import type { Example, LogisticFit } from './fit-logistic.ts'

/** What calibration says of a rule. */
export interface CalibratedRule extends Pick<Column, 'id' | 'label' | 'part' | 'points'> {
  /** What it should be worth; as it is where too few leads tell. */
  proposed: number
  /** How much the log-odds of winning grow with each unit, with the 95 % interval; null where too few leads tell. */
  weight: { value: number; low: number; high: number } | null
  /** Of how many leads it says something. */
  leads: number
  /** `signal`: it tells won from lost; `no signal`: it may as well tell nothing; `too rare`: too few leads to say. */
  verdict: 'signal' | 'no signal' | 'too rare'
}

/** Where points have no scale yet: so many for twice the odds. */
const POINTS_FOR_DOUBLE_ODDS = 10

/** Judges each weight: one whose interval holds 0 carries no signal. */
export function judgeWeights(
  columns: readonly Column[],
  told: readonly number[],
  fit: LogisticFit,
  examples: readonly Example[],
): CalibratedRule[] {
  const leads = countLeads(examples, columns.length)
  return columns.map(({ id, label, part, points }, index) => {
    const place = told.indexOf(index)
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
 * Points in proportion to the weights of the rules that tell something, so that the scores of the leads are as far apart as by
 * the points before.
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

/** What a lead's columns add up to. */
export function scoreOf({ columns, values }: Example, points: readonly number[]): number {
  return columns.reduce((sum, column, index) => sum + (points[column] ?? 0) * (values[index] ?? 0), 0)
}

/** For how many examples each column is not zero. */
export function countLeads(examples: readonly Example[], size: number): number[] {
  const counts = new Array<number>(size).fill(0)
  for (const { columns } of examples) for (const column of columns) counts[column] = (counts[column] ?? 0) + 1
  return counts
}

/** Large points whole, small ones as exact as they have to be. */
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
