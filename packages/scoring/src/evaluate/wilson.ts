/** An estimate with its 95 % confidence interval. */
export interface Estimate {
  value: number
  low: number
  high: number
}

/** The 97.5th percentile of the standard normal distribution, for two-sided 95 % intervals. */
export const Z95 = 1.959963984540054

/**
 * The share `hits / count` with Wilson's score interval (https://doi.org/10.1080/01621459.1927.10502953), which is valid
 * for small counts and for shares near 0 and 1, too. Null when `count` is 0. `hits` need not be an integer.
 */
export function wilson(hits: number, count: number): Estimate | null {
  if (!(count > 0)) return null
  const share = hits / count
  const z2 = Z95 ** 2
  const middle = (share + z2 / (2 * count)) / (1 + z2 / count)
  const width = (Z95 * Math.sqrt((share * (1 - share)) / count + z2 / (4 * count ** 2))) / (1 + z2 / count)
  return { value: share, low: Math.max(0, middle - width), high: Math.min(1, middle + width) }
}
