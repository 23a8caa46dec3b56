import type { Dimension, Traits } from '@leadlight/protocol'
import type { ReadyCountRule } from '../rule/compile-count-rule.ts'
import type { ReadyEventRule } from '../rule/compile-event-rule.ts'
import type { ReadyTraitRule } from '../rule/compile-model.ts'
import { type DaySums, worthAt } from '../rule/day-sums.ts'

/** The points of one rule for a lead at one time. */
export interface Line {
  dimension: Dimension
  /** Id of the group whose cap it shares. */
  group: string | undefined
  /** Whole hundredths of a point. */
  hundredths: number
  /** Whether its condition is known, or one of its events counts. */
  known: boolean
  /** How the points decay; null when they do not. */
  fading: Fading | null
}

/** Decaying points: `worth` hundredths now, before the cap. */
export interface Fading {
  worth: number
  halfLifeMs: number
  cap: number
}

/** The points of an event rule: the sum of its events after decay, capped, then rounded to a hundredth of a point. */
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

/** The points of a count rule. */
export function countLine({ rule, points, otherwise }: ReadyCountRule, holds: boolean): Line {
  const { dimension, group } = rule
  return { dimension, group, hundredths: holds ? points : otherwise, known: holds, fading: null }
}

/** The points of a trait rule; 0 while its condition is unknown. */
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

/** Clamps to ±`cap` and rounds to a whole hundredth. */
export function capAndRound(worth: number, cap: number): number {
  // Adding 0 turns −0 into 0, as a round trip through JSON does.
  return Math.round(Math.max(-cap, Math.min(cap, worth))) + 0
}
