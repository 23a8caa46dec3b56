/** The median of numbers; null without any. Sorts them in place. */
export function median(numbers: number[]): number | null {
  numbers.sort((a, b) => a - b)
  const [low, high] = [numbers[(numbers.length - 1) >> 1], numbers[numbers.length >> 1]]
  return low === undefined || high === undefined ? null : (low + high) / 2
}
