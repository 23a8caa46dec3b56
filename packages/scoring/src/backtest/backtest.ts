import type { Model } from '../model/model.ts'
import { compileModel, type ReadyModel } from '../rule/compile-model.ts'
import { type BacktestLead, type Followed, followLead } from './follow-lead.ts'
import { createOutcome, type Outcome } from './outcome.ts'
import { rankCorrelation } from './rank-correlation.ts'

/** Two checked models and a period, in milliseconds since 1970, both ends included. */
export interface BacktestOptions {
  /** The model in force. */
  current: Model
  /** The one that may replace it. */
  draft: Model
  from: number
  to: number
  /** Most crossings, and most leads won and lost, that are listed one by one; all unless given. */
  listed?: number
}

/** What a draft would have changed. */
export interface BacktestResult {
  /** How many leads there were by the end of the period. */
  leads: number
  current: Outcome
  draft: Outcome
  /** Leads that only the draft would have brought to `mql` or `sql`, and those that it would not have. */
  gained: LeadList
  lost: LeadList
  /** How alike both models rank the leads at the end, by Spearman's ρ; null where it is not defined. */
  rankCorrelation: number | null
}

/** Some leads by their ids, no more than are listed, and how many there are. */
export interface LeadList {
  count: number
  leads: string[]
}

/** A backtest under way: leads are added one by one, so that they can be read from a store in between. */
export interface Backtest {
  add(lead: BacktestLead): void
  /** The same in steps of some milliseconds each, for leads with long histories: others can have their turn in between. */
  addInSteps(lead: BacktestLead): Generator<void, void>
  result(): BacktestResult
}

/** Begins a backtest. Throws a `RangeError` when the period ends before it begins. */
export function createBacktest({
  current,
  draft,
  from,
  to,
  listed = Number.POSITIVE_INFINITY,
}: BacktestOptions): Backtest {
  if (!(from <= to)) throw new RangeError('The period of a backtest ends before it begins.')
  const models = { current: compileModel(current), draft: compileModel(draft) }
  const outcomes = { current: createOutcome(from, to, listed), draft: createOutcome(from, to, listed) }
  const scores: { current: number[]; draft: number[] } = { current: [], draft: [] }
  const gained: LeadList = { count: 0, leads: [] }
  const lost: LeadList = { count: 0, leads: [] }
  const list = (found: LeadList, lead: string) => {
    found.count += 1
    if (found.leads.length < listed) found.leads.push(lead)
  }

  function* addInSteps(lead: BacktestLead): Generator<void, void> {
    const own = { ...lead, events: [...lead.events] }
    const follow = (ready: ReadyModel): Generator<void, Followed | undefined> =>
      followLead(own, ready, from, to)
    const before = yield* follow(models.current)
    const after = yield* follow(models.draft)
    if (before === undefined || after === undefined) return
    scores.current.push(before.score)
    scores.draft.push(after.score)
    const reached = { current: outcomes.current.add(before), draft: outcomes.draft.add(after) }
    if (reached.draft && !reached.current) list(gained, lead.id)
    if (reached.current && !reached.draft) list(lost, lead.id)
  }

  return {
    addInSteps,
    add(lead) {
      for (const _ of addInSteps(lead));
    },
    result: () => ({
      leads: scores.current.length,
      current: outcomes.current.result(),
      draft: outcomes.draft.result(),
      gained,
      lost,
      rankCorrelation: rankCorrelation(scores.current, scores.draft),
    }),
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
