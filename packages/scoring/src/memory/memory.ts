import type { DaySums } from '../rule/day-sums.ts'
import type { ScoringEvent } from '../scorer.ts'

/**
 * How a rule remembers events: plain JSON that depends on the set of events, not on their order. `Kept` is keyed by day.
 * Days that have gone for good, seen from the newest one kept, are dropped, so it stays bounded.
 */
export interface Memory {
  /** Adds an event that the rule looks at; changes and returns `kept`, which is undefined at first. */
  add(kept: unknown, event: ScoringEvent, day: number): unknown
  /** What counts on `today`, summed by day, oldest first. */
  sums(kept: unknown, today: number): DaySums
}

/** Something for each day. */
export type ByDay<Kept> = Record<string, Kept>

/** Most buckets, or page views, of one day that one rule remembers: those with the smallest names. */
export const MOST_A_DAY = 200

/**
 * Makes room for a day: false when it has gone already, seen from the newest day kept. A new newest day drops those that
 * go with it.
 */
export function admitDay<Kept>(kept: ByDay<Kept>, day: number, days: number): boolean {
  if (Object.hasOwn(kept, day)) return true
  const known = Object.keys(kept).map(Number)
  const newest = Math.max(day, ...known)
  if (day < newest - days) return false
  for (const old of known) if (old < newest - days) delete kept[old]
  return true
}

/** The days that count on `today`, oldest first. */
export function daysUntil<Kept>(
  kept: ByDay<Kept> | undefined,
  today: number,
  days: number,
): [day: number, kept: Kept][] {
  const found: [number, Kept][] = []
  for (const key in kept) {
    const day = Number(key)
    const entry = kept[key]
    if (entry !== undefined && day >= today - days) found.push([day, entry])
  }
  return found.sort(([first], [second]) => first - second)
}

/** Makes room for a name among a day's: false when the day is full of smaller ones. */
export function admitName(names: Record<string, unknown>, name: string): boolean {
  if (Object.hasOwn(names, name)) return true
  const known = Object.keys(names)
  if (known.length < MOST_A_DAY) return true
  const greatest = known.sort().at(-1) ?? ''
  if (name > greatest) return false
  delete names[greatest]
  return true
}

/** The oldest day of which anything is kept that counts on `today`; undefined when nothing does. */
export function oldestDay(kept: unknown, today: number, days: number): number | undefined {
  return daysUntil(kept as ByDay<unknown> | undefined, today, days)[0]?.[0]
}
