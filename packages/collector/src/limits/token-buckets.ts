/** How much may be taken in a second, in the long run, and at once after a pause. */
export interface Rate {
  perSecond: number
  burst: number
}

/** Buckets of tokens by name, each of which fills up steadily: https://en.wikipedia.org/wiki/Token_bucket */
export interface TokenBuckets {
  /**
   * Takes `amount` out of the bucket of that name, if there is a token in it: what costs more than is left is
   * let through, and paid for by waiting. Gives 0 then, or else the seconds until there is one.
   */
  take(name: string, amount: number): number
  /** How many buckets are not full, as far as is known. */
  readonly size: number
}

interface Bucket {
  tokens: number
  at: number
}

/** Buckets are looked through for full ones, which need not be kept, whenever there are twice as many as this. */
const SWEEP_AT = 10_000

/** Makes buckets that are full at first. They live in memory only. */
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
