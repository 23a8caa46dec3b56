import type { Model } from '../model/model.ts'
import { compileModel } from '../rule/compile-model.ts'
import { type BacktestLead, type Followed, followLead } from './follow-lead.ts'
import { type Outcome, sumUp } from './outcome.ts'
import { rankCorrelation } from './rank-correlation.ts'

/** Two checked models and a period, in milliseconds since 1970, both ends included. */
export interface BacktestOptions {
  /** The model in force. */
  current: Model
  /** The one that may replace it. */
  draft: Model
  from: number
  to: number
}

/** What a draft would have changed. */
export interface BacktestResult {
  /** How many leads there were by the end of the period. */
  leads: number
  current: Outcome
  draft: Outcome
  /** Leads that only the draft would have brought to `mql` or `sql`, and those that it would not have. */
  gained: string[]
  lost: string[]
  /** How alike both models rank the leads at the end, by Spearman's ρ; null where it is not defined. */
  rankCorrelation: number | null
}

/** A backtest under way: leads are added one by one, so that they can be read from a store in between. */
export interface Backtest {
  add(lead: BacktestLead): void
  result(): BacktestResult
}

/** Begins a backtest. Throws a `RangeError` when the period ends before it begins. */
export function createBacktest({ current, draft, from, to }: BacktestOptions): Backtest {
  if (!(from <= to)) throw new RangeError('The period of a backtest ends before it begins.')
  const models = { current: compileModel(current), draft: compileModel(draft) }
  const now: Followed[] = []
  const then: Followed[] = []
  return {
    add(lead) {
      const own = { ...lead, events: [...lead.events] }
      const before = followLead(own, models.current, from, to)
      const after = followLead(own, models.draft, from, to)
      if (before === undefined || after === undefined) return
      now.push(before)
      then.push(after)
    },
    result() {
      const outcomes = { current: sumUp(now, from, to), draft: sumUp(then, from, to) }
      const reached = {
        current: new Set(outcomes.current.qualified),
        draft: new Set(outcomes.draft.qualified),
      }
      return {
        leads: now.length,
        ...outcomes,
        gained: outcomes.draft.qualified.filter((lead) => !reached.current.has(lead)),
        lost: outcomes.current.qualified.filter((lead) => !reached.draft.has(lead)),
        rankCorrelation: rankCorrelation(
          now.map(({ score }) => score),
          then.map(({ score }) => score),
        ),
      }
    },
  }
}

/**
 * Replays leads under two models: who comes to which stage when, how much work that is, and how alike both rank. Nothing is
 * stored, sent or fired.
 */
export function backtest({
  leads,
  ...options
}: BacktestOptions & { leads: Iterable<BacktestLead> }): BacktestResult {
  const running = createBacktest(options)
  for (const lead of leads) running.add(lead)
  return running.result()
}
