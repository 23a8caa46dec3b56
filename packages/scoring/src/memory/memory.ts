import type { DaySums } from '../rule/day-sums.ts'
import type { ScoringEvent } from '../scorer.ts'

/**
 * How a rule remembers events: plain JSON that depends on the set of events, not on their order. `kept` is keyed by day,
 * and dropped by whole days, oldest first, so it stays bounded.
 */
export interface Memory {
  /** Adds an event that the rule looks at; changes and returns `kept`, which is undefined at first. */
  add(kept: unknown, event: ScoringEvent, day: number): unknown
  /** What counts on `today`, summed by day, oldest first. */
  sums(kept: unknown, today: number): DaySums
  /** The oldest day of which it keeps anything that counts on `today`; infinite when there is none. */
  oldest(kept: unknown, today: number): number
}

/** Something for each day, by the day's number. */
export type ByDay<Kept> = Record<string, Kept>

/**
 * Makes room for a day, of which nothing is kept yet, and counts `days`: returns what leaves with the days that have gone,
 * seen from the newest, or undefined when the day itself has.
 */
export function admitDay<Kept>(kept: ByDay<Kept>, day: number, days: number): Kept[] | undefined {
  const known = Object.keys(kept).map(Number)
  const newest = known.reduce((first, second) => Math.max(first, second), day)
  if (day < newest - days) return undefined
  const gone: Kept[] = []
  for (const old of known) {
    const entry = kept[old]
    if (entry === undefined || old >= newest - days) continue
    gone.push(entry)
    delete kept[old]
  }
  return gone
}

/** The days that count on `today`, oldest first. */
export function daysUntil<Kept>(kept: ByDay<Kept>, today: number, days: number): [day: number, kept: Kept][] {
  const found: [number, Kept][] = []
  for (const key in kept) {
    const day = Number(key)
    const entry = kept[key]
    if (entry !== undefined && day >= today - days) found.push([day, entry])
  }
  return found.sort(([first], [second]) => first - second)
}

/** The oldest day that counts on `today`; infinite when none does. */
export function firstDay(kept: ByDay<unknown>, today: number, days: number): number {
  let first = Number.POSITIVE_INFINITY
  for (const key in kept) {
    const day = Number(key)
    if (day >= today - days && day < first) first = day
  }
  return first
}
