import { compileWhere, type Matches } from '../condition/compile-where.ts'
import { type Occurrence, rememberLatest } from '../memory/latest.ts'
import { DAILY } from '../memory/limit.ts'
import type { CountRule } from '../model/rule.ts'
import type { ScoringEvent } from '../scorer.ts'
import { DAY_MS } from './calendar.ts'
import { bucketOf, ENGAGED, pageViewOf } from './compile-event-rule.ts'

/** A compiled count rule. */
export interface CompiledCountRule {
  kind: 'count'
  rule: CountRule
  matches: Matches
  /** Length of the window. */
  windowMs: number
  /** Hundredths of a point while the count holds, and while it does not. */
  points: number
  otherwise: number
  /** Events with the same key count as one; null when each event counts. */
  keyOf(event: ScoringEvent, day: number): string | null
  /** Adds an event; mutates and returns `kept`, which is undefined at first. */
  remember(kept: unknown, event: ScoringEvent, day: number): unknown
  /** When the count ceases to hold if nothing happens; a time in the past when it does not hold. */
  holdsUntil(kept: unknown): number
}

/** Compiles a count rule. */
export function compileCountRule(rule: CountRule, lookBackDays: number): CompiledCountRule {
  const { gte, withinDays = lookBackDays, distinct } = rule.count
  const matches = compileWhere(rule.on.where ?? {})
  const windowMs = Math.round(withinDays * DAY_MS)
  const keyOf = (event: ScoringEvent, day: number) => {
    if (distinct === undefined) return rule.on.event === ENGAGED ? pageViewOf(event) : null
    const bucket = bucketOf({ count: 1, per: distinct }, event)
    return bucket === DAILY ? `${DAILY}${day}` : bucket
  }
  return {
    kind: 'count',
    rule,
    matches,
    windowMs,
    points: Math.round(rule.points * 100),
    otherwise: Math.round((rule.otherwise ?? 0) * 100),
    keyOf,
    remember: (kept, event, day) =>
      matches(event.properties) ? rememberLatest(kept, event, keyOf(event, day), gte) : kept,
    holdsUntil(kept) {
      const last = ((kept ?? []) as Occurrence[])[gte - 1]
      return last === undefined ? Number.NEGATIVE_INFINITY : last[0] + windowMs
    },
  }
}
