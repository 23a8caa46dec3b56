import type { Contribution } from '@leadlight/protocol'

/** Contributions to one side of the score, largest first, with their sum. */
export interface Reasons {
  side: 'engagement' | 'fit'
  points: number
  contributions: Contribution[]
}

/** The exact sum of points; they are multiples of 0.01, so whole hundredths are added. */
export function sumPoints(points: Iterable<number>): number {
  let hundredths = 0
  for (const value of points) hundredths += Math.round(value * 100)
  return hundredths / 100
}

/** Splits contributions into engagement and fit; the two sums add up to the score. */
export function groupReasons(contributions: readonly Contribution[]): Reasons[] {
  return (['engagement', 'fit'] as const).map((side) => {
    const own = contributions.filter(
      ({ dimension }) => (dimension === 'engagement') === (side === 'engagement'),
    )
    own.sort((a, b) => b.points - a.points || a.label.localeCompare(b.label))
    return { side, points: sumPoints(own.map(({ points }) => points)), contributions: own }
  })
}
