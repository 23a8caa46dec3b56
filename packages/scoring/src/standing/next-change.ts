import type { Sums } from './assess.ts'
import type { Bands } from './band.ts'
import { capAndRound, type Fading, type Line } from './line.ts'

/** A line that still fades. */
interface Mover {
  fading: Fading
  hundredths: number
  engagement: boolean
}

/**
 * Until when fading alone keeps the sums within their bands; at most until `end`, when events expire.
 *
 * Between two expiries each rule is one exponential, falling in magnitude. So until any instant the sums stay between
 * two bounds: all that is positive faded and all that is negative not, and the other way round. The bounds only move
 * apart, which lets bisection find the first instant at which one leaves its band. With points of both signs that may
 * be early, never late.
 */
export function findChange(lines: readonly Line[], now: Sums, bands: Bands, at: number, end: number): number {
  const movers: Mover[] = []
  for (const { fading, hundredths, dimension } of lines) {
    if (fading !== null) movers.push({ fading, hundredths, engagement: dimension === 'engagement' })
  }
  if (movers.length === 0 || keepsWithin(movers, now, bands, end - at)) return end
  let good = at
  let bad = end
  while (bad - good > 1) {
    const middle = Math.floor(good + (bad - good) / 2)
    if (keepsWithin(movers, now, bands, middle - at)) good = middle
    else bad = middle
  }
  // A millisecond less, for the last bit of a sum may round otherwise when it is computed then.
  return Math.max(at + 1, good)
}

function keepsWithin(movers: readonly Mover[], now: Sums, bands: Bands, elapsedMs: number): boolean {
  let { engagement: engagementLow, engagement: engagementHigh, fit: fitLow, fit: fitHigh } = now
  for (const { fading, hundredths, engagement } of movers) {
    const then = capAndRound(fading.worth * 2 ** (-elapsedMs / fading.halfLifeMs), fading.cap)
    const change = then - hundredths
    if (engagement) {
      if (change < 0) engagementLow += change
      else engagementHigh += change
    } else if (change < 0) fitLow += change
    else fitHigh += change
  }
  return (
    engagementLow >= bands.engagement.low &&
    engagementHigh <= bands.engagement.high &&
    fitLow >= bands.fit.low &&
    fitHigh <= bands.fit.high &&
    engagementLow + fitLow >= bands.score.low &&
    engagementHigh + fitHigh <= bands.score.high
  )
}
