import type { CompiledGroup } from '../rule/compile-model.ts'
import type { Sums } from './assess.ts'
import type { Bands } from './band.ts'
import { capAndRound, type Decay, type Line } from './line.ts'

/** Lines under a common cap: those of a group, or all ungrouped ones of one side of the score, which have no cap. */
interface Bundle {
  engagement: boolean
  cap: number
  /** Sum of all lines, before the cap. */
  hundredths: number
  movers: { decay: Decay; hundredths: number }[]
}

/**
 * The time until which decay alone keeps the sums within their bands; at most `end`, when an event expires or a count ceases
 * to hold.
 *
 * Until then each rule is a single exponential of decreasing magnitude. So at any time the sums lie between two bounds: one
 * with all positive points decayed and no negative ones, and vice versa. The bounds only move apart, and the caps of groups
 * preserve their order, so bisection finds the first time at which one of them leaves its band. With points of both signs the
 * result may be early, but never late.
 */
export function findChange(
  lines: readonly Line[],
  groups: ReadonlyMap<string, CompiledGroup>,
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
  // A millisecond early, because the last bit of a sum may round differently when it is computed at that time.
  return Math.max(at + 1, good)
}

function bundle(lines: readonly Line[], groups: ReadonlyMap<string, CompiledGroup>): Bundle[] {
  const bundles = new Map<string, Bundle>()
  for (const { decay, hundredths, dimension, group } of lines) {
    const engagement = dimension === 'engagement'
    // Ids of groups contain no spaces, so these names cannot collide with one.
    const name = group ?? (engagement ? 'no group' : 'no group, fit')
    const cap = groups.get(name)?.cap ?? Number.POSITIVE_INFINITY
    const found = bundles.get(name) ?? { engagement, cap, hundredths: 0, movers: [] }
    found.hundredths += hundredths
    if (decay !== null) found.movers.push({ decay, hundredths })
    bundles.set(name, found)
  }
  return [...bundles.values()]
}

function keepsWithin(bundles: readonly Bundle[], now: Sums, bands: Bands, elapsedMs: number): boolean {
  let { engagement: engagementLow, engagement: engagementHigh, fit: fitLow, fit: fitHigh } = now
  for (const { engagement, cap, hundredths, movers } of bundles) {
    let low = hundredths
    let high = hundredths
    for (const { decay, hundredths: present } of movers) {
      const then = capAndRound(decay.worth * 2 ** (-elapsedMs / decay.halfLifeMs), decay.cap)
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
