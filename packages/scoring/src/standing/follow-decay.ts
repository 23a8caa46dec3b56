import type { Traits } from '@leadlight/protocol'
import type { CompiledModel } from '../rule/compile-model.ts'
import type { ScoreState } from '../scorer.ts'
import type { Faded, StageBefore, StageChange } from '../stage.ts'
import { stageBandsAround } from './band.ts'
import { nothingReached } from './reached.ts'
import { readStanding } from './read-standing.ts'

/**
 * Follows the stages of a lead without events from one time to another, both included. The lead is evaluated only when its
 * standing says that a threshold may be crossed, so a long period costs little more than a short one, and the result does not
 * depend on how a period is divided.
 */
export function followDecay(
  compiled: CompiledModel,
  state: ScoreState,
  traits: Traits,
  [from, to]: [from: number, to: number],
  before: StageBefore = {},
): Faded {
  const changes: StageChange[] = []
  let reached = before.reached ?? nothingReached
  let stage = before.stage
  for (let at = from; ; ) {
    const standing = readStanding(compiled, state, traits, at, reached, stageBandsAround)
    reached = standing.reached ?? nothingReached
    stage ??= standing.stage
    if (standing.stage !== stage) changes.push({ at, from: stage, to: standing.stage })
    stage = standing.stage
    if (standing.changesAt === null || standing.changesAt > to) return { stage, reached, changes }
    at = standing.changesAt
  }
}
