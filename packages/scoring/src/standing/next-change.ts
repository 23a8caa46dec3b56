import type { ReadyGroup } from '../rule/compile-model.ts'
import type { Sums } from './assess.ts'
import type { Bands } from './band.ts'
import { capAndRound, type Fading, type Line } from './line.ts'

/** Lines under one cap: a group's, or else all others of one side of the score, without a cap. */
interface Bundle {
  engagement: boolean
  cap: number
  /** Their sum, before the cap, of lines that stay and of those that fade. */
  hundredths: number
  movers: { fading: Fading; hundredths: number }[]
}

/**
 * Until when fading alone keeps the sums within their bands; at most until `end`, when what counts changes.
 *
 * Until then each rule is one exponential, falling in magnitude. So until any instant the sums stay between two bounds:
 * all that is positive faded and all that is negative not, and the other way round. The bounds only move apart, and a
 * group's cap keeps their order, which lets bisection find the first instant at which one leaves its band. With points
 * of both signs that may be early, never late.
 */
export function findChange(
  lines: readonly Line[],
  groups: ReadonlyMap<string, ReadyGroup>,
  now: Sums,
  bands: Bands,
  at: number,
  end: number,
): number {
  const bundles = bundle(lines, groups).filter(({ movers }) => movers.length > 0)
  if (bundles.length === 0 || keepsWithin(bundles, now, bands, end - at)) return end
  let good = at
  let bad = end
  while (bad - good > 1) {
    const middle = Math.floor(good + (bad - good) / 2)
    if (keepsWithin(bundles, now, bands, middle - at)) good = middle
    else bad = middle
  }
  // A millisecond less, for the last bit of a sum may round otherwise when it is computed then.
  return Math.max(at + 1, good)
}

function bundle(lines: readonly Line[], groups: ReadonlyMap<string, ReadyGroup>): Bundle[] {
  const bundles = new Map<string, Bundle>()
  for (const { fading, hundredths, dimension, group } of lines) {
    const engagement = dimension === 'engagement'
    // No id of a group holds a blank.
    const name = group ?? (engagement ? 'no group' : 'no group, fit')
    const cap = groups.get(name)?.cap ?? Number.POSITIVE_INFINITY
    const found = bundles.get(name) ?? { engagement, cap, hundredths: 0, movers: [] }
    found.hundredths += hundredths
    if (fading !== null) found.movers.push({ fading, hundredths })
    bundles.set(name, found)
  }
  return [...bundles.values()]
}

function keepsWithin(bundles: readonly Bundle[], now: Sums, bands: Bands, elapsedMs: number): boolean {
  let { engagement: engagementLow, engagement: engagementHigh, fit: fitLow, fit: fitHigh } = now
  for (const { engagement, cap, hundredths, movers } of bundles) {
    let low = hundredths
    let high = hundredths
    for (const { fading, hundredths: present } of movers) {
      const then = capAndRound(fading.worth * 2 ** (-elapsedMs / fading.halfLifeMs), fading.cap)
      if (then < present) low += then - present
      else high += then - present
    }
    const capped = capAndRound(hundredths, cap)
    if (engagement) {
      engagementLow += capAndRound(low, cap) - capped
      engagementHigh += capAndRound(high, cap) - capped
    } else {
      fitLow += capAndRound(low, cap) - capped
      fitHigh += capAndRound(high, cap) - capped
    }
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
