import { engagedMs, pageViewOf, type ReadyEventRule } from '../rule/compile-event-rule.ts'
import { sumDays } from '../rule/day-sums.ts'
import { inTime, withinLimit } from './limit.ts'
import { admitDay, admitName, type ByDay, daysUntil, type Memory } from './memory.ts'

/** A report of a page view; worth 0 when it only supersedes others. */
type Entry = [engagedMs: number, at: number, id: string, hundredths: number, bucket?: string]

/** For each day, by page view, its longest report. */
type Kept = ByDay<Record<string, Entry>>

/** A report that stands for its page view. */
export interface Report {
  engagedMs: number
  at: number
  id: string
}

/** Does the first report stand for the page view rather than the second? The longest does; of equals, the earliest. */
export function supersedes(first: Report, second: Report): boolean {
  return (
    first.engagedMs - second.engagedMs > 0 ||
    (first.engagedMs === second.engagedMs && inTime(first, second) < 0)
  )
}

/** Remembers the longest `Page Engaged` report of each page view, day by day. */
export function rememberLongest(ready: ReadyEventRule): Memory {
  const { matches, days, halfLifeMs, worth, bucketOf } = ready
  const { limit } = ready.rule
  return {
    add(known, event, day) {
      const kept = (known ?? {}) as Kept
      if (!admitDay(kept, day, days)) return kept
      const views = kept[day] ?? {}
      kept[day] = views
      const view = pageViewOf(event)
      if (!admitName(views, view)) return kept
      const report = { engagedMs: engagedMs(event), at: event.at, id: event.id }
      const other = views[view]
      if (other === undefined || supersedes(report, reportOf(other))) {
        const hundredths = matches(event.properties) ? worth(event) : 0
        const entry: Entry = [report.engagedMs, report.at, report.id, hundredths]
        if (limit !== undefined) entry.push(bucketOf(event, day))
        views[view] = entry
      }
      return kept
    },
    sums(known, today) {
      const longest = new Map<string, { day: number; entry: Entry }>()
      for (const [day, views] of daysUntil(known as Kept | undefined, today, days)) {
        for (const [view, entry] of Object.entries(views)) {
          const other = longest.get(view)
          if (other === undefined || supersedes(reportOf(entry), reportOf(other.entry))) {
            longest.set(view, { day, entry })
          }
        }
      }
      const candidates = [...longest.values()]
        .map(({ day, entry: [, at, id, hundredths, bucket = ''] }) => ({ at, id, hundredths, day, bucket }))
        .filter(({ hundredths }) => hundredths !== 0)
      return sumDays(limit === undefined ? candidates : withinLimit(candidates, limit.count), halfLifeMs)
    },
  }
}

function reportOf([engaged, at, id]: Entry): Report {
  return { engagedMs: engaged, at, id }
}
