import { readAmount } from '../condition/amount.ts'
import type { Operators } from '../condition/operators.ts'

const comparisons = ['gt', 'gte', 'lt', 'lte'] as const

/** Whether any of the tests compares amounts. */
export function comparesAmounts(tests: readonly Operators[]): boolean {
  return tests.some((test) => comparisons.some((name) => test[name] !== undefined))
}

/**
 * Amounts at, between and beyond all the numbers that the tests compare with, as numbers and as text, and the ranges between
 * any two of them. Together they reach every combination of results that an amount can have. Null when testing them would
 * take more than `mostChecks` checks.
 */
export function amountAnswers(tests: readonly Operators[], mostChecks: number): (number | string)[] | null {
  const limits = [...new Set(tests.flatMap((test) => comparisons.flatMap((name) => test[name] ?? [])))]
  if (limits.length ** 2 * tests.length > mostChecks) return null
  limits.sort((first, second) => first - second)
  const between = spread(limits)
  const amounts = [...limits, ...between].sort((first, second) => first - second)
  // A range that ends exactly at a limit only matters where the limit is compared both inclusively and exclusively.
  const ends = [...between, ...limits.filter((limit) => isLeast(tests, limit) && isExceeded(tests, limit))]
  return [...amounts, ...readable(amounts), ...rangesBetween(ends)]
}

function isLeast(tests: readonly Operators[], limit: number): boolean {
  return tests.some(({ gte, lt }) => gte === limit || lt === limit)
}

function isExceeded(tests: readonly Operators[], limit: number): boolean {
  return tests.some(({ gt, lte }) => gt === limit || lte === limit)
}

/** A number between each two limits, and one on either side. */
function spread(limits: readonly number[]): number[] {
  const first = limits[0] ?? 0
  const last = limits.at(-1) ?? 0
  const inner = limits.slice(1).map((limit, index) => {
    const before = limits[index] ?? limit
    return before + (limit - before) / 2
  })
  return [first - Math.max(1, Math.abs(first)), ...inner, last + Math.max(1, Math.abs(last))]
}

/** The amounts as text that `readAmount` understands; negative ones are omitted. */
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

/** Appends decimals, so that the text differs from the plain number and cannot be read as grouped thousands. */
function writeAmount(amount: number): string {
  const text = String(amount)
  return text.includes('.') ? `${text}0000` : `${text}.0`
}
