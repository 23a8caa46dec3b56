import type { Sums } from './assess.ts'
import { capAndRound, type Line } from './line.ts'

/**
 * Until when fading alone changes nothing that `same` tells apart; at most until `end`, when events expire.
 *
 * Between two expiries each rule is one exponential, falling in magnitude. So until any instant the sums stay between
 * two bounds: all that is positive faded and all that is negative not, and the other way round. The bounds only move
 * apart, which lets bisection find the first instant at which they differ too much. With points of both signs that may
 * be early, never late.
 */
export function findChange(
  lines: readonly Line[],
  now: Sums,
  at: number,
  end: number,
  same: (low: Sums, high: Sums) => boolean,
): number {
  const moving = lines.filter((line) => line.fading !== null)
  if (moving.length === 0) return end
  const holdsUntil = (then: number) => {
    const low = { ...now }
    const high = { ...now }
    for (const line of moving) {
      const change = hundredthsAfter(line, then - at) - line.hundredths
      const bound = change < 0 ? low : high
      bound[line.dimension === 'engagement' ? 'engagement' : 'fit'] += change
    }
    return same(low, high)
  }
  let good = at
  let bad = end
  if (holdsUntil(end)) return end
  while (bad - good > 1) {
    const middle = Math.floor(good + (bad - good) / 2)
    if (holdsUntil(middle)) good = middle
    else bad = middle
  }
  // A millisecond less, for the last bit of a sum may round otherwise when it is computed then.
  return Math.max(at + 1, good)
}

function hundredthsAfter({ fading, hundredths }: Line, elapsedMs: number): number {
  if (fading === null) return hundredths
  return capAndRound(fading.worth * 2 ** (-elapsedMs / fading.halfLifeMs), fading.cap)
}
