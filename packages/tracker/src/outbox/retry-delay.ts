/** Longest random backoff, in seconds. */
const MAX_BACKOFF_S = 30

/**
 * The delay after a failed attempt, in milliseconds: one second, plus a random backoff whose range doubles with each failure in a
 * row, plus what the collector asks for.
 *
 * @param retryAfter in seconds
 * @param failures consecutive failures before this one
 */
export function retryDelay(retryAfter: number, failures: number): number {
  const backoff = Math.min(MAX_BACKOFF_S, 2 ** failures / 2) * Math.random()
  return 1_000 * (1 + retryAfter + backoff)
}
