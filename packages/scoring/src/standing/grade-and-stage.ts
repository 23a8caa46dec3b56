import { type Bant, bantNames, type Grade, type Stage, type Traits } from '@leadlight/protocol'
import type { Reach, Thresholds } from '../model/thresholds.ts'
import type { ReadyModel } from '../rule/compile-model.ts'
import type { Sums } from './assess.ts'

/** Fit letter, then engagement digit. */
export function readGrade({ engagement, fit }: Sums, { grade }: Thresholds): Grade {
  return 'ABCD'.charAt(step(fit, grade.fit)) + '1234'.charAt(step(engagement, grade.engagement))
}

/** 0 for the first threshold reached, and so on; 3 for none. */
function step(hundredths: number, thresholds: readonly number[]): number {
  const reached = thresholds.findIndex((threshold) => hundredths >= inHundredths(threshold))
  return reached === -1 ? thresholds.length : reached
}

/** The furthest stage that the thresholds give; never `visitor`, for what is scored is a lead. */
export function readStage(ready: ReadyModel, sums: Sums, bant: Bant, traits: Traits): Stage {
  if (ready.isDisqualified?.holds(traits) === true) return 'disqualified'
  if (ready.isCustomer?.holds(traits) === true) return 'customer'
  const bantKnown = bantNames.filter((name) => bant[name].known).length
  const { mql, sql } = ready.model.thresholds.stage
  if (reaches(sums, bantKnown, sql)) return 'sql'
  return reaches(sums, bantKnown, mql) ? 'mql' : 'lead'
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
