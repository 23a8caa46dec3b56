import { type CompiledEventRule, engagedMs, pageViewOf } from '../rule/compile-event-rule.ts'
import { sumDays } from '../rule/day-sums.ts'
import { type Candidate, withinLimit } from './limit.ts'
import { daysUntil, firstDay, type Memory } from './memory.ts'
import { admitName, type NamesByDay } from './names-by-day.ts'

/** A report of a page view; 0 hundredths when it does not match the rule, but supersedes shorter reports. */
type Entry = [engagedMs: number, at: number, hundredths: number, bucket?: string]

/** For each day, by page view, the longest report. */
type Kept = NamesByDay<Entry>

/** A report that may represent its page view. */
export interface Report {
  engagedMs: number
  at: number
  hundredths: number
  bucket: string
}

/**
 * Whether the first report represents the page view rather than the second: the longer one; of equally long ones the
 * earlier; of simultaneous ones the one with more points, then the one with the smaller bucket. Reports need no ids this way.
 */
export function supersedes(first: Report, second: Report): boolean {
  if (first.engagedMs !== second.engagedMs) return first.engagedMs > second.engagedMs
  if (first.at !== second.at) return first.at < second.at
  const difference = Math.abs(first.hundredths) - Math.abs(second.hundredths)
  return difference === 0 ? first.bucket < second.bucket : difference > 0
}

/** The memory of a rule on `Page Engaged`: the longest report of each page view, for each day separately. */
export function rememberLongest(compiled: CompiledEventRule): Memory {
  const { matches, days, halfLifeMs, worth, bucketOf } = compiled
  const { limit } = compiled.rule
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

/** The longest report of each page view over all days, if it gives points. */
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
