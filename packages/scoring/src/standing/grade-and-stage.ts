import { type Bant, bantNames, type Grade, type Stage, type Traits } from '@leadlight/protocol'
import type { Thresholds } from '../model/thresholds.ts'
import type { CompiledModel } from '../rule/compile-model.ts'
import type { Reached } from '../stage.ts'
import type { Sums } from './assess.ts'
import { nowReached } from './reached.ts'

/** The grade: fit letter, then engagement digit. */
export function readGrade({ engagement, fit }: Sums, { grade }: Thresholds): Grade {
  return 'ABCD'.charAt(step(fit, grade.fit)) + '1234'.charAt(step(engagement, grade.engagement))
}

/** Index of the first threshold reached; the number of thresholds when none is. */
function step(hundredths: number, thresholds: readonly number[]): number {
  const reached = thresholds.findIndex((threshold) => hundredths >= Math.round(threshold * 100))
  return reached === -1 ? thresholds.length : reached
}

/** The stage that the thresholds give; never `visitor`, because only leads are scored. */
export function readStage(compiled: CompiledModel, reached: Reached, traits: Traits): Stage {
  if (compiled.isDisqualified?.holds(traits) === true) return 'disqualified'
  if (compiled.isCustomer?.holds(traits) === true) return 'customer'
  if (reached.sql) return 'sql'
  return reached.mql ? 'mql' : 'lead'
}

/** The stages reached, given those reached just before. */
export function readReached(compiled: CompiledModel, sums: Sums, bant: Bant, before: Reached): Reached {
  const bantKnown = bantNames.filter((name) => bant[name].known).length
  return nowReached(compiled.reach, sums, bantKnown, before)
}
