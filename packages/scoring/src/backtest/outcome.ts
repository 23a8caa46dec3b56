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
  /** Changes of stages, by time, then by lead; no more than are listed. */
  crossings: Crossing[]
  /** How many changes there were in all. */
  crossed: number
  /** The work that it makes. */
  weeks: BacktestWeek[]
  /** How many leads are at each stage at the end; stages of none are left out. */
  stages: Partial<Record<Stage, number>>
  /** How many leads came up to `mql` or `sql` in the period. */
  qualified: number
}

/** Sums up what leads did, one after the other. */
export interface OutcomeSum {
  /** Tells whether the lead came up to `mql` or `sql`. */
  add(followed: Followed): boolean
  result(): Outcome
}

const WEEK_MS = 7 * 86_400_000

/** By points; `disqualified` and `customer` are not come up to by points. */
const ranks: Partial<Record<Stage, number>> = { visitor: 0, lead: 1, mql: 2, sql: 3, customer: 4 }

/** Begins to sum up what leads do from `from` to `to`; holds no more than `listed` changes, those of the leads added first. */
export function createOutcome(from: number, to: number, listed: number): OutcomeSum {
  const weeks = Array.from({ length: Math.max(1, Math.ceil((to - from) / WEEK_MS)) }, (_, index) => ({
    start: from + index * WEEK_MS,
    mql: 0,
    sql: 0,
  }))
  const crossings: Crossing[] = []
  const stages: Outcome['stages'] = {}
  let crossed = 0
  let qualified = 0

  return {
    add(followed) {
      stages[followed.stage] = (stages[followed.stage] ?? 0) + 1
      crossed += followed.crossings.length
      let qualifies = false
      for (const crossing of followed.crossings) {
        if (crossings.length < listed) crossings.push(crossing)
        const { at, to: after } = crossing
        if ((after !== 'mql' && after !== 'sql') || !isUp(crossing)) continue
        qualifies = true
        const week = weeks[Math.min(weeks.length - 1, Math.floor((at - from) / WEEK_MS))]
        if (week !== undefined) week[after]++
      }
      if (qualifies) qualified += 1
      return qualifies
    },
    result: () => ({
      crossings: crossings.toSorted((a, b) => a.at - b.at || (a.lead < b.lead ? -1 : 1)),
      crossed,
      weeks,
      stages,
      qualified,
    }),
  }
}

function isUp({ from, to }: Crossing): boolean {
  return (ranks[from] ?? 0) <= (ranks[to] ?? 0)
}
