/** A rate limit: tokens per second in the long run, and how many at once after a pause. */
export interface Rate {
  perSecond: number
  burst: number
}

/** Token buckets by name: https://en.wikipedia.org/wiki/Token_bucket */
export interface TokenBuckets {
  /**
   * Takes `amount` tokens from a bucket that holds at least one; the bucket may become negative, which delays what comes
   * next. Returns 0 on success, otherwise the seconds until a token is available.
   */
  take(name: string, amount: number): number
  /** Number of buckets in memory; full ones need not be kept. */
  readonly size: number
}

interface Bucket {
  tokens: number
  at: number
}

/** With more buckets than this, full ones are removed; later whenever their number has doubled. */
const SWEEP_AT = 10_000

/** Creates buckets that start full, in memory only. */
export function createTokenBuckets({ perSecond, burst }: Rate, now: () => number): TokenBuckets {
  const buckets = new Map<string, Bucket>()
  let sweepAt = SWEEP_AT

  const refill = (bucket: Bucket, at: number) => {
    bucket.tokens = Math.min(burst, bucket.tokens + (Math.max(0, at - bucket.at) * perSecond) / 1_000)
    bucket.at = at
  }
  const sweep = (at: number) => {
    for (const [name, bucket] of buckets) {
      refill(bucket, at)
      if (bucket.tokens >= burst) buckets.delete(name)
    }
    sweepAt = Math.max(SWEEP_AT, buckets.size * 2)
  }
  return {
    take(name, amount) {
      const at = now()
      const bucket = buckets.get(name) ?? { tokens: burst, at }
      refill(bucket, at)
      if (bucket.tokens < 1) return (1 - bucket.tokens) / perSecond
      bucket.tokens -= amount
      buckets.set(name, bucket)
      if (buckets.size > sweepAt) sweep(at)
      return 0
    },
    get size() {
      return buckets.size
    },
  }
}
