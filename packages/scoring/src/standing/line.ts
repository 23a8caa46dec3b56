import type { Dimension, Traits } from '@leadlight/protocol'
import type { ReadyCountRule } from '../rule/compile-count-rule.ts'
import type { ReadyEventRule } from '../rule/compile-event-rule.ts'
import type { ReadyTraitRule } from '../rule/compile-model.ts'
import { type DaySums, worthAt } from '../rule/day-sums.ts'

/** What one rule gives a lead at one time. */
export interface Line {
  dimension: Dimension
  /** Id of the group whose cap it shares. */
  group: string | undefined
  /** Whole hundredths of a point. */
  hundredths: number
  /** What it asks for is known, or one of its events counts. */
  known: boolean
  /** How it goes on fading; null when it stays. */
  fading: Fading | null
}

/** Points that fade: `worth` hundredths now, before the cap. */
export interface Fading {
  worth: number
  halfLifeMs: number
  cap: number
}

/** What an event rule gives: its events' worth, faded, then capped, then rounded to a hundredth of a point. */
export function eventLine(ready: ReadyEventRule, sums: DaySums, at: number): Line {
  const { halfLifeMs, cap, rule } = ready
  const worth = worthAt(sums, at, halfLifeMs)
  return {
    dimension: rule.dimension,
    group: rule.group,
    hundredths: capAndRound(worth, cap),
    known: sums.length > 0,
    fading: halfLifeMs === null || worth === 0 ? null : { worth, halfLifeMs, cap },
  }
}

/** What a count rule gives. */
export function countLine({ rule, points, otherwise }: ReadyCountRule, holds: boolean): Line {
  const { dimension, group } = rule
  return { dimension, group, hundredths: holds ? points : otherwise, known: holds, fading: null }
}

/** What a trait rule gives; nothing while its condition is unknown. */
export function traitLine({ rule, check, points, otherwise }: ReadyTraitRule, traits: Traits): Line {
  const holds = check.holds(traits)
  return {
    dimension: rule.dimension,
    group: rule.group,
    hundredths: holds === undefined ? 0 : holds ? points : otherwise,
    known: (check.asksExistence ? check.settled(traits) : holds) !== undefined,
    fading: null,
  }
}

/** Both ways: a rule that takes points takes no more than its cap. */
export function capAndRound(worth: number, cap: number): number {
  // Adding 0 turns −0 into 0, which JSON and equality would tell apart.
  return Math.round(Math.max(-cap, Math.min(cap, worth))) + 0
}
