import type { ReadyEventRule } from '../rule/compile-event-rule.ts'
import { sumDays } from '../rule/day-sums.ts'
import type { ScoringEvent } from '../scorer.ts'
import { inTime, withinLimit } from './limit.ts'
import { admitDay, admitName, type ByDay, daysUntil, type Memory } from './memory.ts'

/** An event: its id and worth are kept only where worth differs, for else ties do not matter. */
type Entry = [at: number, id?: string, hundredths?: number]

/** For each day, by bucket, its first events in time. */
type Kept = ByDay<Record<string, Entry[]>>

/**
 * Remembers the first events of each bucket that a limit lets count, day by day: so it can still be told which ones are
 * first when older days go.
 */
export function rememberEarliest(ready: ReadyEventRule, count: number): Memory {
  const { constant, days, halfLifeMs, worth, bucketOf } = ready
  const constantWorth = ready.constant ? Math.round(Number(ready.rule.points) * 100) : 0

  function entryOf(event: ScoringEvent): Entry | undefined {
    const hundredths = worth(event)
    if (hundredths === 0) return undefined
    return constant ? [event.at] : [event.at, event.id, hundredths]
  }

  return {
    add(known, event, day) {
      const entry = entryOf(event)
      if (entry === undefined) return known
      const kept = (known ?? {}) as Kept
      if (!admitDay(kept, day, days)) return kept
      const buckets = kept[day] ?? {}
      kept[day] = buckets
      const bucket = bucketOf(event, day)
      if (admitName(buckets, bucket)) buckets[bucket] = insert(buckets[bucket] ?? [], entry, count)
      return kept
    },
    sums(known, today) {
      const candidates = daysUntil(known as Kept | undefined, today, days).flatMap(([day, buckets]) =>
        Object.entries(buckets).flatMap(([bucket, entries]) =>
          entries.map(([at, id = '', hundredths = constantWorth]) => ({ at, id, hundredths, day, bucket })),
        ),
      )
      return sumDays(withinLimit(candidates, count), halfLifeMs)
    },
  }
}

/** Keeps the first `count`, sorted. */
function insert(entries: Entry[], entry: Entry, count: number): Entry[] {
  const place = entries.findIndex((other) => compare(entry, other) < 0)
  if (place !== -1) entries.splice(place, 0, entry)
  else if (entries.length < count) entries.push(entry)
  if (entries.length > count) entries.pop()
  return entries
}

function compare([firstAt, firstId = '']: Entry, [secondAt, secondId = '']: Entry): number {
  return inTime({ at: firstAt, id: firstId }, { at: secondAt, id: secondId })
}
