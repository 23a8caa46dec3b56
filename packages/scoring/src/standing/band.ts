import type { Stage } from '@leadlight/protocol'
import { enterOf, leaveOf, type Thresholds } from '../model/thresholds.ts'
import type { Sums } from './assess.ts'

/** Bounds in whole hundredths of a point, both included. */
export interface Band {
  low: number
  high: number
}

/** Where sums may lie. */
export interface Bands {
  score: Band
  engagement: Band
  fit: Band
}

/** A point, in hundredths. */
const POINT = 100

/**
 * How far the sums may move without moving the score by a point or crossing a threshold. As BANT stays as it is, grade and
 * stage stay as long as the sums keep within. A threshold that would change nothing counts as well, for simplicity.
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

/** How far the sums may move without changing the stage. */
export function stageBandsAround(
  { engagement, fit }: Sums,
  stage: Stage,
  { stage: { mql, sql } }: Thresholds,
): Bands {
  // What is reached meanwhile matters only where it is remembered.
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

/** From the greatest threshold reached to just below the least one that is not. */
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
