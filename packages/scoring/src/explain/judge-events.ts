import { inTime, withinLimit } from '../memory/limit.ts'
import { supersedes } from '../memory/longest.ts'
import { MAX_NAMES, MAX_PER_DAY } from '../memory/names-by-day.ts'
import { type CompiledEventRule, engagedMs, pageViewOf } from '../rule/compile-event-rule.ts'
import type { ScoringEvent } from '../scorer.ts'

/** An event that a rule considered, and the decision about it. */
export interface Judged {
  event: ScoringEvent
  /** Day of the model's calendar. */
  day: number
  /** Points when it happened, in hundredths. */
  hundredths: number
  /** Why it does not count; null when it does. */
  why: string | null
}

/** An event with the facts that decide whether it counts. */
interface Case extends Judged {
  matches: boolean
  engagedMs: number
  at: number
  /** Id of the page view for `Page Engaged` reports, else of the event. */
  id: string
  bucket: string
}

/**
 * Decides for each event that a rule considers whether it counts on `today`, and if not, why; oldest first. It works on the
 * whole history. The rules' memories work event by event instead; a property test checks that both agree.
 */
export function judgeEvents(
  compiled: CompiledEventRule,
  events: readonly ScoringEvent[],
  dayOf: (at: number) => number,
  today: number,
): Judged[] {
  const cases = events
    .map((event): Case => {
      const day = dayOf(event.at)
      const matches = compiled.matches(event.properties)
      const hundredths = matches ? compiled.worth(event) : 0
      return {
        event,
        day,
        hundredths,
        why: null,
        matches,
        engagedMs: engagedMs(event),
        at: event.at,
        id: compiled.keeps === 'longest' ? pageViewOf(event) : event.id,
        bucket: compiled.bucketOf(event),
      }
    })
    .filter(({ matches }) => matches || compiled.asksForLength)
    .sort((first, second) => inTime(first.event, second.event))
  let open = refuse(cases, ({ event }) => event.excluded)
  open = refuse(open, ({ day }) => (day < today - compiled.days ? `older than ${compiled.days} days` : null))
  if (compiled.keeps === 'longest') open = judgeReports(open)
  open = refuse(open, ({ hundredths }) => (hundredths === 0 ? 'worth less than 0.01 points' : null))
  const { limit } = compiled.rule
  if (limit !== undefined) {
    if (compiled.keeps === 'earliest') open = judgeFullDays(open, ({ bucket }) => bucket, `${limit.per}s`)
    const first = new Set(withinLimit(open, limit.count))
    refuse(open, (item) => (first.has(item) ? null : `limit: ${limit.count} ${limitName(limit.per)}`))
  }
  return cases.filter(({ matches }) => matches)
}

/** A limit in words. */
function limitName(per: 'day' | 'visit' | 'page' | 'ever'): string {
  return per === 'ever' ? 'ever' : `per ${per}`
}

/** Sets the reason of each case, and returns the cases without one. */
function refuse(cases: readonly Case[], reason: (item: Case) => string | null): Case[] {
  return cases.filter((item) => {
    item.why = reason(item)
    return item.why === null
  })
}

/** Keeps the longest report of each page view. */
function judgeReports(cases: readonly Case[]): Case[] {
  const open = judgeFullDays(cases, ({ id }) => id, 'page views')
  const longest = new Map<string, Case>()
  for (const item of open) {
    const other = longest.get(item.id)
    if (other === undefined || supersedes(item, other)) longest.set(item.id, item)
  }
  return refuse(open, (item) => (longest.get(item.id) === item ? null : 'superseded by a longer report'))
}

/** Refuses the names that a memory would not keep: beyond `MOST_A_DAY` of one day, and beyond `MOST_NAMES` in all. */
function judgeFullDays(cases: readonly Case[], nameOf: (item: Case) => string, what: string): Case[] {
  const days = new Map<number, Set<string>>()
  for (const item of cases) {
    const names = days.get(item.day) ?? new Set()
    days.set(item.day, names.add(nameOf(item)))
  }
  const forgotten = new Set<number>()
  let newer = 0
  for (const [day, names] of [...days].sort(([first], [second]) => second - first)) {
    if (newer >= MAX_NAMES) forgotten.add(day)
    if (names.size > MAX_PER_DAY) days.set(day, new Set([...names].sort().slice(0, MAX_PER_DAY)))
    newer += Math.min(names.size, MAX_PER_DAY)
  }
  return refuse(cases, (item) => {
    if (forgotten.has(item.day)) return `limit: the last ${MAX_NAMES} ${what}`
    return days.get(item.day)?.has(nameOf(item)) ? null : `limit: ${MAX_PER_DAY} ${what} per day`
  })
}
