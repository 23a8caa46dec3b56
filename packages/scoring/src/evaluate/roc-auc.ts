import { midRanks } from './mid-ranks.ts'
import { type Estimate, wilson, Z95 } from './wilson.ts'

/**
 * Area under the ROC curve: the probability that a won lead has a higher score than a lost one, ties counting half. The
 * interval is DeLong's (https://doi.org/10.2307/2531595), computed from mid-ranks by the method of Sun and Xu
 * (https://doi.org/10.1109/LSP.2014.2337313). It has no width where the scores separate both groups completely; Wilson's
 * interval for the smaller group is used instead. Null when either group is empty.
 */
export function rocAuc(won: readonly number[], lost: readonly number[]): Estimate | null {
  if (won.length === 0 || lost.length === 0) return null
  const all = midRanks([...won, ...lost])
  const amongWon = midRanks(won)
  const amongLost = midRanks(lost)
  // For each won lead, the share of the lost ones that score lower, and vice versa.
  const above = amongWon.map((rank, index) => ((all[index] ?? 0) - rank) / lost.length)
  const below = amongLost.map((rank, index) => 1 - ((all[won.length + index] ?? 0) - rank) / won.length)
  const value = mean(above)
  const error = Math.sqrt(variance(above) / won.length + variance(below) / lost.length)
  if (error > 0) {
    return { value, low: Math.max(0, value - Z95 * error), high: Math.min(1, value + Z95 * error) }
  }
  const count = Math.min(won.length, lost.length)
  const bounds = wilson(value * count, count)
  return { value, low: bounds?.low ?? 0, high: bounds?.high ?? 1 }
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0) / numbers.length
}

/** Sample variance; 0 for a single number. */
function variance(numbers: readonly number[]): number {
  if (numbers.length < 2) return 0
  const middle = mean(numbers)
  return numbers.reduce((total, number) => total + (number - middle) ** 2, 0) / (numbers.length - 1)
}
