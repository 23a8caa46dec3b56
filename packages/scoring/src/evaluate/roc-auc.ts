import { type Estimate, wilson, Z95 } from './wilson.ts'

/**
 * Area under the ROC curve: how probably a lead that was won has a higher score than one that was lost, ties counting half.
 * The interval is DeLong's (https://doi.org/10.2307/2531595), worked out from mid-ranks as by Sun and Xu
 * (https://doi.org/10.1109/LSP.2014.2337313). Where the scores separate both completely it would have no width; then it is
 * Wilson's for the smaller group. Null without both.
 */
export function rocAuc(won: readonly number[], lost: readonly number[]): Estimate | null {
  if (won.length === 0 || lost.length === 0) return null
  const all = midRanks([...won, ...lost])
  const amongWon = midRanks(won)
  const amongLost = midRanks(lost)
  // For each that was won, the share of the lost below it, and the other way round.
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

/** Ranks from 1, equal numbers sharing the mean of theirs; in the order of the numbers. */
export function midRanks(numbers: readonly number[]): number[] {
  const order = Array.from(numbers, (_, index) => index).sort((a, b) => (numbers[a] ?? 0) - (numbers[b] ?? 0))
  const ranks = new Array<number>(numbers.length).fill(0)
  for (let start = 0; start < order.length; ) {
    let end = start
    while (end + 1 < order.length && numbers[order[end + 1] ?? 0] === numbers[order[start] ?? 0]) end++
    for (let place = start; place <= end; place++) ranks[order[place] ?? 0] = (start + end) / 2 + 1
    start = end + 1
  }
  return ranks
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0) / numbers.length
}

/** Of a sample; 0 for a single one. */
function variance(numbers: readonly number[]): number {
  if (numbers.length < 2) return 0
  const middle = mean(numbers)
  return numbers.reduce((total, number) => total + (number - middle) ** 2, 0) / (numbers.length - 1)
}
