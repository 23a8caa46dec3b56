import type { Reach } from '../model/thresholds.ts'
import type { CompiledModel } from '../rule/compile-model.ts'
import type { Reached } from '../stage.ts'
import type { Sums } from './assess.ts'

/** The initial state, before any event. */
export const nothingReached: Reached = { mql: false, sql: false }

/** The stages reached, given those reached just before: a lead stays at a stage until it falls below its `leave` thresholds. */
export function nowReached(
  { enter, leave }: CompiledModel['reach'],
  sums: Sums,
  bantKnown: number,
  before: Reached,
): Reached {
  const at = (stage: keyof Reached) =>
    reaches(sums, bantKnown, enter[stage]) || (before[stage] && reaches(sums, bantKnown, leave[stage]))
  return { mql: at('mql'), sql: at('sql') }
}

function reaches({ engagement, fit }: Sums, bantKnown: number, reach: Reach): boolean {
  return (
    engagement + fit >= inHundredths(reach.score) &&
    engagement >= inHundredths(reach.engagement) &&
    fit >= inHundredths(reach.fit) &&
    bantKnown >= (reach.bantKnown ?? 0)
  )
}

function inHundredths(threshold: number | undefined): number {
  return threshold === undefined ? Number.NEGATIVE_INFINITY : Math.round(threshold * 100)
}
