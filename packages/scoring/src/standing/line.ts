import type { Dimension, Traits } from '@leadlight/protocol'
import type { CompiledCountRule } from '../rule/compile-count-rule.ts'
import type { CompiledEventRule } from '../rule/compile-event-rule.ts'
import type { CompiledTraitRule } from '../rule/compile-model.ts'
import { type DaySums, valueAt } from '../rule/day-sums.ts'

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
  decay: Decay | null
}

/** Decaying points: `worth` hundredths now, before the cap. */
export interface Decay {
  worth: number
  halfLifeMs: number
  cap: number
}

/** The points of an event rule: the sum of its events after decay, capped, then rounded to a hundredth of a point. */
export function eventLine(compiled: CompiledEventRule, sums: DaySums, at: number): Line {
  const { halfLifeMs, cap, rule } = compiled
  const worth = valueAt(sums, at, halfLifeMs)
  return {
    dimension: rule.dimension,
    group: rule.group,
    hundredths: capAndRound(worth, cap),
    known: sums.length > 0,
    decay: halfLifeMs === null || worth === 0 ? null : { worth, halfLifeMs, cap },
  }
}

/** The points of a count rule. */
export function countLine({ rule, points, otherwise }: CompiledCountRule, holds: boolean): Line {
  const { dimension, group } = rule
  return { dimension, group, hundredths: holds ? points : otherwise, known: holds, decay: null }
}

/** The points of a trait rule; 0 while its condition is unknown. */
export function traitLine({ rule, check, points, otherwise }: CompiledTraitRule, traits: Traits): Line {
  const holds = check.holds(traits)
  return {
    dimension: rule.dimension,
    group: rule.group,
    hundredths: holds === undefined ? 0 : holds ? points : otherwise,
    known: (check.asksExistence ? check.settled(traits) : holds) !== undefined,
    decay: null,
  }
}

/** Clamps to ±`cap` and rounds to a whole hundredth. */
export function capAndRound(worth: number, cap: number): number {
  // Adding 0 turns −0 into 0, as a round trip through JSON does.
  return Math.round(Math.max(-cap, Math.min(cap, worth))) + 0
}
