import { engagedMs, pageViewOf, type ReadyEventRule } from '../rule/compile-event-rule.ts'
import { sumDays } from '../rule/day-sums.ts'
import { type Candidate, withinLimit } from './limit.ts'
import { daysUntil, firstDay, type Memory } from './memory.ts'
import { admitName, type NamesByDay } from './names-by-day.ts'

/** The report of a page view; worth 0 when it only supersedes others. */
type Entry = [engagedMs: number, at: number, hundredths: number, bucket?: string]

/** For each day, by page view, its longest report. */
type Kept = NamesByDay<Entry>

/** A report that may stand for its page view. */
export interface Report {
  engagedMs: number
  at: number
  hundredths: number
  bucket: string
}

/**
 * Does the first report stand for the page view rather than the second? The longest does; of equals, the earliest; of
 * those at once, the one of greater worth, then of the smaller bucket: so reports need not be remembered by their ids.
 */
export function supersedes(first: Report, second: Report): boolean {
  if (first.engagedMs !== second.engagedMs) return first.engagedMs > second.engagedMs
  if (first.at !== second.at) return first.at < second.at
  const difference = Math.abs(first.hundredths) - Math.abs(second.hundredths)
  return difference === 0 ? first.bucket < second.bucket : difference > 0
}

/** Remembers the longest `Page Engaged` report of each page view, day by day. */
export function rememberLongest(ready: ReadyEventRule): Memory {
  const { matches, days, halfLifeMs, worth, bucketOf } = ready
  const { limit } = ready.rule
  return {
    add(known, event, day) {
      const kept = (known ?? { days: {}, names: 0 }) as Kept
      const view = pageViewOf(event)
      const views = admitName(kept, day, view, days)
      if (views === undefined) return kept
      const hundredths = matches(event.properties) ? worth(event) : 0
      const bucket = bucketOf(event)
      const report = { engagedMs: engagedMs(event), at: event.at, hundredths, bucket }
      const other = views[view]
      if (other === undefined || supersedes(report, reportOf(other))) {
        views[view] = [report.engagedMs, report.at, hundredths]
        if (limit !== undefined) views[view].push(bucket)
      }
      return kept
    },
    sums(known, today) {
      const candidates = candidatesOf(daysUntil((known as Kept).days, today, days))
      return sumDays(limit === undefined ? candidates : withinLimit(candidates, limit.count), halfLifeMs)
    },
    oldest: (known, today) => firstDay((known as Kept).days, today, days),
  }
}

/** Over all days, each page view's longest report, if it is worth something. */
function candidatesOf(days: readonly [day: number, views: Record<string, Entry>][]) {
  const longest = new Map<string, { day: number; entry: Entry }>()
  for (const [day, views] of days) {
    for (const [view, entry] of Object.entries(views)) {
      const other = longest.get(view)
      if (other === undefined || supersedes(reportOf(entry), reportOf(other.entry))) {
        longest.set(view, { day, entry })
      }
    }
  }
  const candidates: (Candidate & { hundredths: number })[] = []
  for (const [id, { day, entry }] of longest) {
    const [, at, hundredths, bucket = ''] = entry
    if (hundredths !== 0) candidates.push({ at, id, hundredths, day, bucket })
  }
  return candidates
}

function reportOf([engaged, at, hundredths, bucket = '']: Entry): Report {
  return { engagedMs: engaged, at, hundredths, bucket }
}
