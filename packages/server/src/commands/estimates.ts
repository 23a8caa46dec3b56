/** Formats an estimate with its interval, like `0.81 (0.77 to 0.85)`; a dash for null. */
export function estimate(
  found: { value: number; low: number; high: number } | null,
  write: (value: number) => string,
): string {
  if (found === null) return '–'
  return `${write(found.value)} (${write(found.low)} to ${write(found.high)})`
}

/** Formats a share, like `81%`. */
export function percent(share: number): string {
  return `${Math.round(share * 100)}%`
}
