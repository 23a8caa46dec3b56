import { compileWhere, type Matches, namesIn } from '../condition/compile-where.ts'
import { readPath } from '../condition/read-path.ts'
import { DAILY } from '../memory/limit.ts'
import { type EventRule, type Limit, MAX_POINTS, type MeasuredPoints } from '../model/rule.ts'
import type { ScoringEvent } from '../scorer.ts'
import { DAY_MS } from './calendar.ts'

/** Name of the cumulative reports of page views, of which only the longest per page view counts. */
export const ENGAGED = 'Page Engaged'

/** Properties that grow with each report of a page view; the others are constant. */
const GROWING = ['engaged_ms', 'scroll_depth', 'seq']

/** A compiled event rule. */
export interface CompiledEventRule {
  rule: EventRule
  matches: Matches
  /** Points of a matching event when it happens, in hundredths; 0 when they round to nothing. */
  worth(event: ScoringEvent): number
  /** An event counts on its own day and this many days after it. */
  days: number
  /** Null when points do not decay. */
  halfLifeMs: number | null
  /** In hundredths; infinity without a cap. */
  cap: number
  /** Which events it remembers: all, the earliest of each bucket, or the longest report of each page view. */
  keeps: 'all' | 'earliest' | 'longest'
  /** Hundredths per event, when all events are worth the same; else null. */
  constantWorth: number | null
  /** Whether it tests properties that grow from report to report; reports that do not match then supersede others, too. */
  asksForLength: boolean
  /** The bucket in which the limit counts the event; constant without a limit. */
  bucketOf(event: ScoringEvent): string
}

/** Compiles an event rule. */
export function compileEventRule(rule: EventRule, lookBackDays: number): CompiledEventRule {
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

/** A property as a number, also from numeric text; 0 when it is missing, negative or infinite. */
function readQuantity(properties: ScoringEvent['properties'], property: string): number {
  const value = readPath(properties, property)
  const quantity = typeof value === 'string' ? Number(value) : value
  return typeof quantity === 'number' && quantity > 0 && quantity < Number.POSITIVE_INFINITY ? quantity : 0
}

/** Longer paths and ids are truncated, so that stored state stays small. */
const LONGEST_KEY = 255

/** The bucket of an event under a limit. The leading letter separates kinds of keys, and prevents names like `__proto__`. */
export function bucketOf(limit: Limit, event: ScoringEvent): string {
  if (limit.per === 'ever') return 'e'
  if (limit.per === 'visit' && event.visit !== null) return `v${event.visit.slice(0, LONGEST_KEY)}`
  if (limit.per === 'page') {
    const page = event.properties.path ?? event.properties.url
    if (typeof page === 'string') return `p${page.slice(0, LONGEST_KEY)}`
  }
  return DAILY
}

/** The key of a report's page view; a report without `page_view_id` is its own page view. */
export function pageViewOf(event: ScoringEvent): string {
  const id = event.properties.page_view_id
  return `w${(typeof id === 'string' ? id : event.id).slice(0, LONGEST_KEY)}`
}

/** Engaged time of a `Page Engaged` report in milliseconds; 0 when it has none. */
export function engagedMs(event: ScoringEvent): number {
  return readQuantity(event.properties, 'engaged_ms')
}
