import { inTime } from '../memory/limit.ts'
import type { CompiledCountRule } from '../rule/compile-count-rule.ts'
import type { ScoringEvent } from '../scorer.ts'
import type { Judged } from './judge-events.ts'

/** The state of a count rule at a time. */
export interface JudgedCount {
  holds: boolean
  /** The events that match the rule, oldest first; single events are worth no points. */
  judged: Judged[]
}

/**
 * Counts over the whole history up to `at`. The rule's memory works event by event instead; a property test checks that both
 * agree.
 */
export function judgeCount(
  compiled: CompiledCountRule,
  events: readonly ScoringEvent[],
  dayOf: (at: number) => number,
  at: number,
): JudgedCount {
  const { gte, distinct } = compiled.rule.count
  const judged: Judged[] = events
    .filter(({ properties }) => compiled.matches(properties))
    .sort(inTime)
    .map((event) => {
      const late = at - event.at >= compiled.windowMs ? `longer ago than ${daysIn(compiled.windowMs)}` : null
      return { event, day: dayOf(event.at), hundredths: 0, why: event.excluded ?? late }
    })
  const newest = new Set<string>()
  let found = 0
  for (const item of judged.toReversed()) {
    if (item.why !== null) continue
    const key = compiled.keyOf(item.event, item.day)
    if (key === null || !newest.has(key)) found++
    else item.why = `counted once: same ${distinct ?? 'page view'}`
    if (key !== null) newest.add(key)
  }
  const holds = found >= gte
  if (!holds) for (const item of judged) item.why ??= `too few: ${found} of ${gte}`
  return { holds, judged }
}

function daysIn(windowMs: number): string {
  const days = Math.round(windowMs / 864_000) / 100
  return days === 1 ? '1 day' : `${days} days`
}
