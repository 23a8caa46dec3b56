import { midRanks } from '../evaluate/mid-ranks.ts'

/**
 * Spearman's ρ: how alike two scores rank the same leads, from −1 (reversed) to 1 (the same order). It is Pearson's
 * correlation of the ranks, where leads of equal score share their mean rank
 * (https://en.wikipedia.org/wiki/Spearman%27s_rank_correlation_coefficient).
 *
 * Null where it is undefined: for fewer than two leads, and where one of the scores is equal for all of them.
 */
export function rankCorrelation(first: readonly number[], second: readonly number[]): number | null {
  const x = deviations(first)
  const y = deviations(second)
  const covariance = sum(x.map((deviation, index) => deviation * (y[index] ?? 0)))
  const spread = Math.sqrt(sum(x.map((value) => value ** 2)) * sum(y.map((value) => value ** 2)))
  return spread === 0 ? null : Math.max(-1, Math.min(1, covariance / spread))
}

/** The difference of each rank from the mean rank. */
function deviations(scores: readonly number[]): number[] {
  const mean = (scores.length + 1) / 2
  return midRanks(scores).map((rank) => rank - mean)
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
