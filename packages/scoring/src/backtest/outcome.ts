import type { Stage } from '@leadlight/protocol'
import type { Crossing, Followed } from './follow-lead.ts'

/** A week, or what is left of the period at its end. */
export interface BacktestWeek {
  /** When it begins, in milliseconds since 1970. */
  start: number
  /** How often a lead came up to `mql`, and to `sql`; one that comes to `sql` at once counts there alone. */
  mql: number
  sql: number
}

/** What a model makes of all leads in a period. */
export interface Outcome {
  /** Every change of a stage, by time, then by lead. */
  crossings: Crossing[]
  /** The work that it makes. */
  weeks: BacktestWeek[]
  /** How many leads are at each stage at the end; stages of none are left out. */
  stages: Partial<Record<Stage, number>>
  /** Leads that came up to `mql` or `sql` in the period, each once, in the order of their first time. */
  qualified: string[]
}

const WEEK_MS = 7 * 86_400_000

/** By points; `disqualified` and `customer` are not come up to by points. */
const ranks: Partial<Record<Stage, number>> = { visitor: 0, lead: 1, mql: 2, sql: 3, customer: 4 }

/** Sums up what leads did from `from` to `to`. */
export function sumUp(followed: readonly Followed[], from: number, to: number): Outcome {
  const crossings = followed
    .flatMap((lead) => lead.crossings)
    .sort((first, second) => first.at - second.at || (first.lead < second.lead ? -1 : 1))
  const weeks = Array.from({ length: Math.max(1, Math.ceil((to - from) / WEEK_MS)) }, (_, index) => ({
    start: from + index * WEEK_MS,
    mql: 0,
    sql: 0,
  }))
  const qualified = new Set<string>()
  for (const { lead, at, from: before, to: after } of crossings) {
    if ((after !== 'mql' && after !== 'sql') || (ranks[before] ?? 0) > (ranks[after] ?? 0)) continue
    qualified.add(lead)
    const week = weeks[Math.min(weeks.length - 1, Math.floor((at - from) / WEEK_MS))]
    if (week !== undefined) week[after]++
  }
  const stages: Outcome['stages'] = {}
  for (const { stage } of followed) stages[stage] = (stages[stage] ?? 0) + 1
  return { crossings, weeks, stages, qualified: [...qualified] }
}
