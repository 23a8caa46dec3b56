import type { LeadReason, Traits } from '@leadlight/protocol'
import { MANUAL_RULE } from '../manual/manual-state.ts'
import type { CompiledModel } from '../rule/compile-model.ts'
import { nameOfCap } from '../rule/name-of.ts'
import type { ScoreState } from '../scorer.ts'
import { capGroups } from './cap-groups.ts'
import { readLines } from './read-lines.ts'

/**
 * What the score of a lead consists of, from its state: the contributions that `explain` finds by replay, without their events.
 * Those with most points, given or taken, come first; those without points are left out. All points by hand are one reason.
 */
export function readReasons(
  compiled: CompiledModel,
  state: ScoreState,
  traits: Traits,
  at: number,
): LeadReason[] {
  const reasons: LeadReason[] = []
  const add = (
    { id: rule, label }: { id: string; label: string },
    { hundredths }: { hundredths: number },
  ) => {
    if (hundredths !== 0) reasons.push({ rule, label, points: hundredths / 100 })
  }
  const { lines } = readLines(compiled, state, traits, at, add)
  for (const cap of capGroups(lines, compiled.groups)) add(nameOfCap(cap.compiled), cap.line)
  const { engagement, fit } = state.manual ?? { engagement: 0, fit: 0 }
  add({ id: MANUAL_RULE, label: 'By hand' }, { hundredths: engagement + fit })
  return reasons.sort((a, b) => Math.abs(b.points) - Math.abs(a.points))
}
