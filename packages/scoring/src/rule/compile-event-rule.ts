import { compileWhere, type Matches, namesIn } from '../condition/compile-where.ts'
import { readPath } from '../condition/read-path.ts'
import { DAILY } from '../memory/limit.ts'
import { type EventRule, type Limit, MAX_POINTS, type MeasuredPoints } from '../model/rule.ts'
import type { ScoringEvent } from '../scorer.ts'
import { DAY_MS } from './calendar.ts'

/** Events of this name are cumulative reports of page views: a page view counts once, by its longest report. */
export const ENGAGED = 'Page Engaged'

/** Properties that grow from report to report of one page view; the others stay. */
const GROWING = ['engaged_ms', 'scroll_depth', 'seq']

/** An event rule made ready. */
export interface ReadyEventRule {
  rule: EventRule
  matches: Matches
  /** What a matching event is worth when it happens, in hundredths of a point; 0 when too little to count. */
  worth(event: ScoringEvent): number
  /** An event counts on its own day and this many days after it. */
  days: number
  /** Null when points do not fade. */
  halfLifeMs: number | null
  /** In hundredths; infinite when there is none. */
  cap: number
  /** How it remembers events: every one, the first ones of each bucket, or the longest report of each page view. */
  keeps: 'all' | 'earliest' | 'longest'
  /** What every event is worth, if they are all worth the same. */
  constantWorth: number | null
  /** Asks for what grows from report to report, so reports that do not match supersede as well. */
  asksForLength: boolean
  /** Within which the limit counts; the same for all when there is no limit. */
  bucketOf(event: ScoringEvent): string
}

/** Makes an event rule ready. */
export function compileEventRule(rule: EventRule, lookBackDays: number): ReadyEventRule {
  const { limit, points } = rule
  const where = rule.on.where ?? {}
  const constantWorth = typeof points === 'number' ? Math.round(points * 100) : null
  const reports = rule.on.event === ENGAGED
  return {
    rule,
    matches: compileWhere(where),
    worth:
      typeof points === 'number'
        ? () => Math.round(points * 100)
        : ({ properties }) => measure(points, properties),
    days: Math.min(rule.expireDays ?? lookBackDays, lookBackDays),
    halfLifeMs: rule.halfLifeDays === undefined ? null : rule.halfLifeDays * DAY_MS,
    cap: rule.cap === undefined ? Number.POSITIVE_INFINITY : Math.round(rule.cap * 100),
    keeps: reports ? 'longest' : limit === undefined ? 'all' : 'earliest',
    constantWorth,
    asksForLength: reports && namesIn(where).some((name) => GROWING.includes(name)),
    bucketOf: limit === undefined ? () => '' : (event) => bucketOf(limit, event),
  }
}

function measure({ each, per }: MeasuredPoints, properties: ScoringEvent['properties']): number {
  const hundredths = Math.round((each * 100 * readQuantity(properties, per.property)) / per.amount)
  return Math.max(-MAX_POINTS * 100, Math.min(MAX_POINTS * 100, hundredths)) + 0
}

/** A number, or text that is one; 0 when it is none, negative or infinite. */
function readQuantity(properties: ScoringEvent['properties'], property: string): number {
  const value = readPath(properties, property)
  const quantity = typeof value === 'string' ? Number(value) : value
  return typeof quantity === 'number' && quantity > 0 && quantity < Number.POSITIVE_INFINITY ? quantity : 0
}

/** Longer addresses and ids are cut, so that state stays small. */
const LONGEST_KEY = 255

/** Where an event belongs by a limit; the letter in front keeps keys apart, and away from names like `__proto__`. */
export function bucketOf(limit: Limit, event: ScoringEvent): string {
  if (limit.per === 'ever') return 'e'
  if (limit.per === 'visit' && event.visit !== null) return `v${event.visit.slice(0, LONGEST_KEY)}`
  if (limit.per === 'page') {
    const page = event.properties.path ?? event.properties.url
    if (typeof page === 'string') return `p${page.slice(0, LONGEST_KEY)}`
  }
  return DAILY
}

/** Names the page view of a `Page Engaged` report; a report that names none stands for itself. */
export function pageViewOf(event: ScoringEvent): string {
  const id = event.properties.page_view_id
  return `w${(typeof id === 'string' ? id : event.id).slice(0, LONGEST_KEY)}`
}

/** Length of a `Page Engaged` report in milliseconds; 0 when it tells none. */
export function engagedMs(event: ScoringEvent): number {
  return readQuantity(event.properties, 'engaged_ms')
}
