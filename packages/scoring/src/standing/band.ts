import type { Stage } from '@leadlight/protocol'
import type { Thresholds } from '../model/thresholds.ts'
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
export function bandsAround(
  { engagement, fit }: Sums,
  stage: Stage,
  { grade, stage: stages }: Thresholds,
): Bands {
  const reached = stage === 'customer' || stage === 'disqualified' ? [] : [stages.mql, stages.sql]
  const score = engagement + fit
  const stops = (name: 'score' | 'engagement' | 'fit') => reached.map((reach) => reach[name])
  const around = bandAround(score, stops('score'))
  return {
    score: { low: Math.max(around.low, score - POINT + 1), high: Math.min(around.high, score + POINT - 1) },
    engagement: bandAround(engagement, [...grade.engagement, ...stops('engagement')]),
    fit: bandAround(fit, [...grade.fit, ...stops('fit')]),
  }
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
