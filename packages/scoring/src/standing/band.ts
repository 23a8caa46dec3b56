import type { Stage } from '@leadlight/protocol'
import { enterOf, leaveOf, type Thresholds } from '../model/thresholds.ts'
import type { Sums } from './assess.ts'

/** Bounds in whole hundredths of a point, both included. */
export interface Band {
  low: number
  high: number
}

/** Bounds on each of the sums. */
export interface Bands {
  score: Band
  engagement: Band
  fit: Band
}

/** A point, in hundredths. */
const POINT = 100

/**
 * Bounds within which the score stays within a point and no threshold is crossed, so that grade and stage stay the same as
 * long as BANT does. For simplicity, thresholds that would change nothing count as well.
 */
export function bandsAround(sums: Sums, stage: Stage, thresholds: Thresholds): Bands {
  const { engagement, fit } = sums
  const { grade } = thresholds
  const score = engagement + fit
  const around = stageBandsAround(sums, stage, thresholds)
  return {
    score: narrower(around.score, { low: score - POINT + 1, high: score + POINT - 1 }),
    engagement: narrower(around.engagement, bandAround(engagement, grade.engagement)),
    fit: narrower(around.fit, bandAround(fit, grade.fit)),
  }
}

/** Bounds within which the stage stays the same. */
export function stageBandsAround(
  { engagement, fit }: Sums,
  stage: Stage,
  { stage: { mql, sql } }: Thresholds,
): Bands {
  // For a customer or a disqualified lead, thresholds matter only if the model remembers stages.
  const remembers = mql.enter !== undefined || sql.enter !== undefined
  const decided = (stage === 'customer' || stage === 'disqualified') && !remembers
  const reached = decided ? [] : [enterOf(mql), leaveOf(mql), enterOf(sql), leaveOf(sql)]
  const stops = (name: 'score' | 'engagement' | 'fit') => reached.map((reach) => reach[name])
  return {
    score: bandAround(engagement + fit, stops('score')),
    engagement: bandAround(engagement, stops('engagement')),
    fit: bandAround(fit, stops('fit')),
  }
}

function narrower(first: Band, second: Band): Band {
  return { low: Math.max(first.low, second.low), high: Math.min(first.high, second.high) }
}

/** From the highest threshold reached to just below the lowest one not reached. */
function bandAround(sum: number, thresholds: readonly (number | undefined)[]): Band {
  const band = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY }
  for (const threshold of thresholds) {
    if (threshold === undefined) continue
    const stop = Math.round(threshold * 100)
    if (sum >= stop) band.low = Math.max(band.low, stop)
    else band.high = Math.min(band.high, stop - 1)
  }
  return band
}
