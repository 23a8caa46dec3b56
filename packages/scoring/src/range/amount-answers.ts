import { readAmount } from '../condition/amount.ts'
import type { Operators } from '../condition/operators.ts'

const comparisons = ['gt', 'gte', 'lt', 'lte'] as const

/** Do any of the tests compare amounts? */
export function comparesAmounts(tests: readonly Operators[]): boolean {
  return tests.some((test) => comparisons.some((name) => test[name] !== undefined))
}

/**
 * Amounts on, between and beyond all the numbers that tests compare with, as numbers and as text, and ranges from each to
 * each: one at least for all that an amount can come to. Null when they take more than `mostChecks` checks.
 */
export function amountAnswers(tests: readonly Operators[], mostChecks: number): (number | string)[] | null {
  const limits = [...new Set(tests.flatMap((test) => comparisons.flatMap((name) => test[name] ?? [])))]
  if (limits.length ** 2 * tests.length > mostChecks) return null
  limits.sort((first, second) => first - second)
  const between = spread(limits)
  const amounts = [...limits, ...between].sort((first, second) => first - second)
  // It matters that a range ends just on a limit only where the limit is compared with in both ways.
  const ends = [...between, ...limits.filter((limit) => isLeast(tests, limit) && isExceeded(tests, limit))]
  return [...amounts, ...readable(amounts), ...rangesBetween(ends)]
}

function isLeast(tests: readonly Operators[], limit: number): boolean {
  return tests.some(({ gte, lt }) => gte === limit || lt === limit)
}

function isExceeded(tests: readonly Operators[], limit: number): boolean {
  return tests.some(({ gt, lte }) => gt === limit || lte === limit)
}

/** One number between each two, and one on either side. */
function spread(limits: readonly number[]): number[] {
  const first = limits[0] ?? 0
  const last = limits.at(-1) ?? 0
  const inner = limits.slice(1).map((limit, index) => {
    const before = limits[index] ?? limit
    return before + (limit - before) / 2
  })
  return [first - Math.max(1, Math.abs(first)), ...inner, last + Math.max(1, Math.abs(last))]
}

/** Amounts as texts; only numbers can be negative. */
function readable(amounts: readonly number[]): string[] {
  return amounts.flatMap((amount) => {
    const text = writeAmount(amount)
    return readAmount(text)?.min === amount ? [text] : []
  })
}

function rangesBetween(ends: readonly number[]): string[] {
  const sorted = ends.filter((end) => end >= 0).sort((first, second) => first - second)
  return sorted.flatMap((from, index) =>
    sorted.slice(index + 1).flatMap((to) => {
      const range = `${writeAmount(from)}–${writeAmount(to)}`
      const read = readAmount(range)
      return read?.min === from && read.max === to ? [range] : []
    }),
  )
}

/** With noughts behind the point: another text than the number's own, and never one of grouped thousands. */
function writeAmount(amount: number): string {
  const text = String(amount)
  return text.includes('.') ? `${text}0000` : `${text}.0`
}
