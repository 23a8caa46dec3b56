/** Ranks of the numbers, from 1; equal numbers share their mean rank. */
export function midRanks(numbers: readonly number[]): number[] {
  const order = numbers.map((_, index) => index).sort((a, b) => (numbers[a] ?? 0) - (numbers[b] ?? 0))
  const ranks = new Array<number>(numbers.length).fill(0)
  for (let start = 0; start < order.length; ) {
    let end = start
    while (end + 1 < order.length && numbers[order[end + 1] ?? 0] === numbers[order[start] ?? 0]) end++
    for (let place = start; place <= end; place++) ranks[order[place] ?? 0] = (start + end) / 2 + 1
    start = end + 1
  }
  return ranks
}
