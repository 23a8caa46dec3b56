import type { Traits } from '@leadlight/protocol'
import { manualLines } from '../manual/manual.ts'
import type { CompiledModel } from '../rule/compile-model.ts'
import type { ScoreState, Standing } from '../scorer.ts'
import type { Reached } from '../stage.ts'
import { addUpLines, readBant } from './assess.ts'
import { bandsAround } from './band.ts'
import { capGroups } from './cap-groups.ts'
import { readGrade, readReached, readStage } from './grade-and-stage.ts'
import { findChange } from './next-change.ts'
import { nothingReached } from './reached.ts'
import { readLines } from './read-lines.ts'

/**
 * Computes a lead's standing from its state.
 *
 * @param before stages reached just before; matters only if the model remembers stages
 * @param bandsOf the bounds within which the standing counts as unchanged
 */
export function readStanding(
  compiled: CompiledModel,
  state: ScoreState,
  traits: Traits,
  at: number,
  before: Reached = nothingReached,
  bandsOf: typeof bandsAround = bandsAround,
): Standing {
  const { groups, model } = compiled
  const { lines, end } = readLines(compiled, state, traits, at)
  const adjustments = capGroups(lines, groups).map(({ line }) => line)
  const capped = [...lines, ...adjustments, ...manualLines(state.manual)]
  const sums = addUpLines(capped)
  const bant = readBant(capped, traits, compiled.traitDimensions)
  const grade = readGrade(sums, model.thresholds)
  const reached = readReached(compiled, sums, bant, before)
  const stage = state.manual?.stage?.stage ?? readStage(compiled, reached, traits)
  return {
    score: (sums.engagement + sums.fit) / 100,
    engagement: sums.engagement / 100,
    fit: sums.fit / 100,
    bant,
    grade,
    stage,
    ...(compiled.remembersStage && { reached }),
    changesAt: Number.isFinite(end)
      ? findChange(lines, groups, sums, bandsOf(sums, stage, model.thresholds), at, end)
      : null,
  }
}
