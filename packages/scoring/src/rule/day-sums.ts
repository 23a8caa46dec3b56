import { DAY_MS } from './calendar.ts'

/**
 * What a rule gives, summed by day. Sums are integers, so that the order of addition cannot matter: hundredths of a
 * point, or, for points that fade, hundredths scaled to what they would have been worth at midnight UTC of the day's
 * number, in steps of 2⁻²⁰. A sum stays inside exact integers by stopping at their end; as all points of a rule have one
 * sign, that does not depend on the order either.
 */
export type DaySums = [day: number, sum: number][]

const STEPS = 2 ** 20

/** What an event adds to its day's sum. `halfLifeMs` is null for points that do not fade. */
export function dayShare(hundredths: number, at: number, day: number, halfLifeMs: number | null): number {
  if (halfLifeMs === null) return hundredths
  return Math.round(hundredths * STEPS * 2 ** ((at - day * DAY_MS) / halfLifeMs))
}

/** Adds to a day's sum. */
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

/** Oldest first: one order, so that fractions always add up to the same number. */
export function sortDays(sums: DaySums): DaySums {
  return sums.sort(([first], [second]) => first - second)
}

/**
 * What the sums are worth at `at`, in hundredths of a point, before cap and rounding: Σ pointsᵢ · 2^(−(at − tᵢ) / halfLife),
 * the exponential decay that design calls the closed form; no job ever recomputes it.
 */
export function worthAt(sums: DaySums, at: number, halfLifeMs: number | null): number {
  let worth = 0
  if (halfLifeMs === null) for (const [, sum] of sums) worth += sum
  else for (const [day, sum] of sums) worth += (sum / STEPS) * 2 ** ((day * DAY_MS - at) / halfLifeMs)
  return worth
}
