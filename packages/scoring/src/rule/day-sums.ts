import { DAY_MS } from './calendar.ts'

/**
 * The points of a rule summed by day. Sums are integers, so that the order of addition does not matter: hundredths of a
 * point or, for points that decay, hundredths scaled to their value at midnight UTC of the day's number, in units of 2⁻²⁰.
 * Sums saturate at the largest safe integer; as all points of a rule have the same sign, this does not depend on the order
 * either.
 */
export type DaySums = [day: number, sum: number][]

const STEPS = 2 ** 20

/** What an event adds to the sum of its day. `halfLifeMs` is null for points that do not decay. */
export function dayShare(hundredths: number, at: number, day: number, halfLifeMs: number | null): number {
  if (halfLifeMs === null) return hundredths
  return Math.round(hundredths * STEPS * 2 ** ((at - day * DAY_MS) / halfLifeMs))
}

/** Adds to a day's sum, saturating at the largest safe integer. */
export function addShare(sum: number, share: number): number {
  return Math.max(-Number.MAX_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, sum + share))
}

/** Sums up events by day. */
export function sumDays(
  events: Iterable<{ at: number; day: number; hundredths: number }>,
  halfLifeMs: number | null,
): DaySums {
  const sums = new Map<number, number>()
  for (const { at, day, hundredths } of events) {
    sums.set(day, addShare(sums.get(day) ?? 0, dayShare(hundredths, at, day, halfLifeMs)))
  }
  return sortDays([...sums])
}

/** Sorts oldest first: a fixed order, so that floating-point sums are reproducible. Mutates `sums`. */
export function sortDays(sums: DaySums): DaySums {
  return sums.sort(([first], [second]) => first - second)
}

/**
 * The value of the sums at a time, in hundredths of a point, before cap and rounding: Σ pointsᵢ · 2^(−(at − tᵢ) / halfLife).
 * Exponential decay in closed form needs no job that recomputes scores.
 */
export function valueAt(sums: DaySums, at: number, halfLifeMs: number | null): number {
  let worth = 0
  if (halfLifeMs === null) for (const [, sum] of sums) worth += sum
  else for (const [day, sum] of sums) worth += (sum / STEPS) * 2 ** ((day * DAY_MS - at) / halfLifeMs)
  return worth
}
