import { admitDay, type ByDay } from './memory.ts'

/** Values by day and name, where a name is a limit's bucket or a page view. */
export interface NamesByDay<Entry> {
  days: ByDay<Record<string, Entry>>
  /** Number of names over all days. */
  names: number
}

/** Most names of one day that a rule remembers; the alphabetically smallest are kept. */
export const MAX_PER_DAY = 200

/** A rule forgets a day, and all days before it, when the days after it hold this many names. */
export const MAX_NAMES = 1_000

/**
 * Makes room for a name on a day, and returns what the day holds; undefined when there is no room. A day counts for
 * `lastsDays` days. What is evicted depends on the set of names, never on their order: the smallest names of a day stay, and
 * old days go once the days after them are full, which they remain.
 */
export function admitName<Entry>(
  kept: NamesByDay<Entry>,
  day: number,
  name: string,
  lastsDays: number,
): Record<string, Entry> | undefined {
  const { days } = kept
  if (!Object.hasOwn(days, day)) {
    const gone = admitDay(days, day, lastsDays)
    if (gone === undefined) return undefined
    for (const names of gone) kept.names -= Object.keys(names).length
    days[day] = {}
  }
  const names = days[day] ?? {}
  if (Object.hasOwn(names, name)) return names
  const known = Object.keys(names)
  if (known.length >= MAX_PER_DAY) {
    const greatest = known.sort().at(-1) ?? ''
    if (name > greatest) return undefined
    delete names[greatest]
    return names
  }
  kept.names++
  if (kept.names > MAX_NAMES) forgetDays(kept, day)
  return days[day]
}

/** Drops the days that newer ones evict when a name is about to be added to `growing`. */
function forgetDays<Entry>(kept: NamesByDay<Entry>, growing: number): void {
  let newer = 0
  for (const day of Object.keys(kept.days)
    .map(Number)
    .sort((first, second) => second - first)) {
    const size = Object.keys(kept.days[day] ?? {}).length + (day === growing ? 1 : 0)
    if (newer < MAX_NAMES) newer += size
    else {
      delete kept.days[day]
      kept.names -= size
    }
  }
}
