import type { DaySums } from '../rule/day-sums.ts'
import type { ScoringEvent } from '../scorer.ts'

/**
 * How a rule remembers events. What it keeps (`kept`) is plain JSON that depends on the set of events, not on their order. It
 * is keyed by day, and bounded by dropping whole days, oldest first.
 */
export interface Memory {
  /** Adds an event that the rule considers; mutates and returns `kept`, which is undefined at first. */
  add(kept: unknown, event: ScoringEvent, day: number): unknown
  /** The points that count on `today`, summed by day, oldest first. */
  sums(kept: unknown, today: number): DaySums
  /** The oldest kept day that counts on `today`; infinity when there is none. */
  oldest(kept: unknown, today: number): number
}

/** Values by day number. */
export type ByDay<Kept> = Record<string, Kept>

/**
 * Makes room for a day of which nothing is kept yet. Drops the days that are more than `days` before the newest one, and
 * returns what they held; undefined when the new day itself is too old.
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

/** The oldest day that counts on `today`; infinity when none does. */
export function firstDay(kept: ByDay<unknown>, today: number, days: number): number {
  let first = Number.POSITIVE_INFINITY
  for (const key in kept) {
    const day = Number(key)
    if (day >= today - days && day < first) first = day
  }
  return first
}
