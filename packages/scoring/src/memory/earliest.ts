import type { CompiledEventRule } from '../rule/compile-event-rule.ts'
import { addShare, type DaySums, dayShare } from '../rule/day-sums.ts'
import type { ScoringEvent } from '../scorer.ts'
import { DAILY, inTime } from './limit.ts'
import { daysUntil, firstDay, type Memory } from './memory.ts'
import { admitName, type NamesByDay } from './names-by-day.ts'

/** An event. Id and points are kept only where points differ, because ties do not matter otherwise. */
type Entry = [at: number, id?: string, hundredths?: number]

/** For each day, by bucket, the earliest events. */
type Kept = NamesByDay<Entry[]>

/**
 * The memory of a rule with a limit: the earliest `count` events of each bucket, for each day separately, so that the
 * earliest ones of the remaining days are still known when old days expire.
 */
export function rememberEarliest(compiled: CompiledEventRule, count: number): Memory {
  const { constantWorth, days, halfLifeMs, worth, bucketOf } = compiled

  function entryOf(event: ScoringEvent): Entry | undefined {
    if (constantWorth !== null) return constantWorth === 0 ? undefined : [event.at]
    const hundredths = worth(event)
    return hundredths === 0 ? undefined : [event.at, event.id, hundredths]
  }

  function shareOf([at, , hundredths = constantWorth ?? 0]: Entry, day: number): number {
    return dayShare(hundredths, at, day, halfLifeMs)
  }

  return {
    add(known, event, day) {
      const entry = entryOf(event)
      if (entry === undefined) return known
      const kept = (known ?? { days: {}, names: 0 }) as Kept
      const bucket = bucketOf(event)
      const buckets = admitName(kept, day, bucket, days)
      if (buckets !== undefined) buckets[bucket] = insert(buckets[bucket] ?? [], entry, count)
      return kept
    },
    sums(known, today) {
      const sums: DaySums = []
      const taken = new Map<string, number>()
      for (const [day, buckets] of daysUntil((known as Kept).days, today, days)) {
        let sum = 0
        for (const [bucket, entries] of Object.entries(buckets)) {
          const before = bucket === DAILY ? 0 : (taken.get(bucket) ?? 0)
          taken.set(bucket, before + entries.length)
          for (const entry of entries.slice(0, Math.max(0, count - before))) {
            sum = addShare(sum, shareOf(entry, day))
          }
        }
        if (sum !== 0) sums.push([day, sum])
      }
      return sums
    },
    oldest: (known, today) => firstDay((known as Kept).days, today, days),
  }
}

/** Inserts an entry in order, and keeps the first `count`. Mutates `entries`. */
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
