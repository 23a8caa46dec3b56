import { readAmount } from '../condition/amount.ts'
import type { Operators } from '../condition/operators.ts'

/** Ranges go from each number to each, so of more numbers there would be too many. */
const MOST_LIMITS = 50

const comparisons = ['gt', 'gte', 'lt', 'lte'] as const

/** Do any of the tests compare amounts? */
export function comparesAmounts(tests: readonly Operators[]): boolean {
  return tests.some((test) => comparisons.some((name) => test[name] !== undefined))
}

/**
 * Amounts on, between and beyond all the numbers that tests compare with, as numbers and as text, and the ranges from each
 * to each: one at least for all that an amount can come to. Null when they are too many.
 */
export function amountAnswers(tests: readonly Operators[]): (number | string)[] | null {
  const limits = [...new Set(tests.flatMap((test) => comparisons.flatMap((name) => test[name] ?? [])))]
  if (limits.length > MOST_LIMITS) return null
  const amounts = spread(limits.sort((first, second) => first - second))
  const texts = amounts
    .filter((amount) => amount >= 0)
    .map((amount) => ({ amount, text: writeAmount(amount) }))
  const ranges = texts.flatMap(({ amount, text }, index) =>
    texts.slice(index + 1).flatMap((end) => {
      const range = `${text}–${end.text}`
      const read = readAmount(range)
      return read?.min === amount && read.max === end.amount ? [range] : []
    }),
  )
  return [
    ...amounts,
    ...texts.filter(({ amount, text }) => readAmount(text)?.min === amount).map(({ text }) => text),
    ...ranges,
  ]
}

/** Each number, one between each two, and one on either side. */
function spread(limits: readonly number[]): number[] {
  const first = limits[0] ?? 0
  const last = limits.at(-1) ?? 0
  return [
    first - Math.max(1, Math.abs(first)),
    ...limits.flatMap((limit, index) => {
      const next = limits[index + 1]
      return next === undefined ? [limit] : [limit, limit + (next - limit) / 2]
    }),
    last + Math.max(1, Math.abs(last)),
  ]
}

/** With noughts behind the point: another text than the number's own, and never one of grouped thousands. */
function writeAmount(amount: number): string {
  const text = String(amount)
  return text.includes('.') ? `${text}0000` : `${text}.0`
}
