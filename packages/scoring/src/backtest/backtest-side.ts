import type { Stage } from '@leadlight/protocol'
import type { Crossing, Followed } from './follow-lead.ts'

/** One week of the period; the last one may be shorter. */
export interface BacktestWeek {
  /** First instant, in milliseconds since 1970. */
  start: number
  /** How often a lead rose to `mql` and to `sql`; a lead that skips `mql` counts only for `sql`. */
  mql: number
  sql: number
}

/** The result of replaying all leads of a period under one model. */
export interface BacktestSide {
  /** Stage changes, at most `listed`, ordered by time, then by lead. */
  crossings: Crossing[]
  /** Number of all stage changes. */
  crossed: number
  /** The workload for sales. */
  weeks: BacktestWeek[]
  /** Leads at each stage at the end; stages without leads are absent. */
  stages: Partial<Record<Stage, number>>
  /** Leads that rose to `mql` or `sql` in the period. */
  qualified: number
}

/** Accumulates a {@link BacktestSide} lead by lead. */
export interface BacktestSideSum {
  /** Returns whether the lead rose to `mql` or `sql`. */
  add(followed: Followed): boolean
  result(): BacktestSide
}

const WEEK_MS = 7 * 86_400_000

/** Order of the stages; a change to a lower or equal rank is no rise. */
const ranks: Partial<Record<Stage, number>> = { visitor: 0, lead: 1, mql: 2, sql: 3, customer: 4 }

/** Starts a sum over the period from `from` to `to`. It keeps the first `listed` crossings, in the order of adding. */
export function createBacktestSide(from: number, to: number, listed: number): BacktestSideSum {
  const weeks = Array.from({ length: Math.max(1, Math.ceil((to - from) / WEEK_MS)) }, (_, index) => ({
    start: from + index * WEEK_MS,
    mql: 0,
    sql: 0,
  }))
  const crossings: Crossing[] = []
  const stages: BacktestSide['stages'] = {}
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
