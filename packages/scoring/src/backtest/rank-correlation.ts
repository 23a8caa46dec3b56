/**
 * Spearman's ρ: how alike two scores rank the same leads, from −1 (in reverse) over 0 to 1 (the same). It is Pearson's
 * correlation of the ranks, leads of equal score sharing the mean of theirs
 * (https://en.wikipedia.org/wiki/Spearman%27s_rank_correlation_coefficient, with ties).
 *
 * Null where it is not defined: for fewer than two leads, and where one of the scores is the same for all of them.
 */
export function rankCorrelation(first: readonly number[], second: readonly number[]): number | null {
  const x = deviations(first)
  const y = deviations(second)
  const covariance = sum(x.map((deviation, index) => deviation * (y[index] ?? 0)))
  const spread = Math.sqrt(sum(x.map((value) => value ** 2)) * sum(y.map((value) => value ** 2)))
  return spread === 0 ? null : Math.max(-1, Math.min(1, covariance / spread))
}

/** How far each rank is from the mean rank. */
function deviations(scores: readonly number[]): number[] {
  const order = scores.map((_, index) => index).sort((a, b) => (scores[a] ?? 0) - (scores[b] ?? 0))
  const middle = (scores.length - 1) / 2
  const found = scores.map(() => 0)
  for (let start = 0; start < order.length; ) {
    let end = start
    while (end + 1 < order.length && scores[order[end + 1] ?? 0] === scores[order[start] ?? 0]) end++
    for (const index of order.slice(start, end + 1)) found[index] = (start + end) / 2 - middle
    start = end + 1
  }
  return found
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
