import type { Model } from '../model/model.ts'
import { type CompiledModel, compileModel } from '../rule/compile-model.ts'
import { type BacktestSide, createBacktestSide } from './backtest-side.ts'
import { type BacktestLead, type Followed, followLead } from './follow-lead.ts'
import { rankCorrelation } from './rank-correlation.ts'

/** Two validated models and a period, in milliseconds since 1970, both ends included. */
export interface BacktestOptions {
  /** The model in force. */
  current: Model
  /** The one that may replace it. */
  draft: Model
  from: number
  to: number
  /** How many crossings, and how many gained and lost leads, are listed one by one; all by default. */
  listed?: number
}

/** What a draft would have changed. */
export interface BacktestResult {
  /** How many leads there were by the end of the period. */
  leads: number
  current: BacktestSide
  draft: BacktestSide
  /** Leads that only the draft, or only the current model, brings to `mql` or `sql`. */
  gained: LeadList
  lost: LeadList
  /** Spearman's ρ between the scores of both models at the end; null where it is undefined. */
  rankCorrelation: number | null
}

/** The number of leads, and the ids of the first of them (at most `listed`). */
export interface LeadList {
  count: number
  leads: string[]
}

/** A running backtest. Leads are added one by one, so that the caller can read them from a store as it goes. */
export interface Backtest {
  add(lead: BacktestLead): void
  /** Like `add`, but yields every few milliseconds, so that a lead with a long history does not block the caller. */
  addInSteps(lead: BacktestLead): Generator<void, void>
  result(): BacktestResult
}

/** Starts a backtest. Throws a `RangeError` when the period ends before it begins. */
export function createBacktest({
  current,
  draft,
  from,
  to,
  listed = Number.POSITIVE_INFINITY,
}: BacktestOptions): Backtest {
  if (!(from <= to)) throw new RangeError('The period of a backtest ends before it begins.')
  const models = { current: compileModel(current), draft: compileModel(draft) }
  const sides = { current: createBacktestSide(from, to, listed), draft: createBacktestSide(from, to, listed) }
  const scores: { current: number[]; draft: number[] } = { current: [], draft: [] }
  const gained: LeadList = { count: 0, leads: [] }
  const lost: LeadList = { count: 0, leads: [] }
  const list = (found: LeadList, lead: string) => {
    found.count += 1
    if (found.leads.length < listed) found.leads.push(lead)
  }

  function* addInSteps(lead: BacktestLead): Generator<void, void> {
    const own = { ...lead, events: [...lead.events] }
    const follow = (compiled: CompiledModel): Generator<void, Followed | undefined> =>
      followLead(own, compiled, from, to)
    const before = yield* follow(models.current)
    const after = yield* follow(models.draft)
    if (before === undefined || after === undefined) return
    scores.current.push(before.score)
    scores.draft.push(after.score)
    const qualified = { current: sides.current.add(before), draft: sides.draft.add(after) }
    if (qualified.draft && !qualified.current) list(gained, lead.id)
    if (qualified.current && !qualified.draft) list(lost, lead.id)
  }

  return {
    addInSteps,
    add(lead) {
      for (const _ of addInSteps(lead));
    },
    result: () => ({
      leads: scores.current.length,
      current: sides.current.result(),
      draft: sides.draft.result(),
      gained,
      lost,
      rankCorrelation: rankCorrelation(scores.current, scores.draft),
    }),
  }
}

/** Replays leads under two models and compares the results. Pure: nothing is stored, and no actions fire. */
export function backtest({
  leads,
  ...options
}: BacktestOptions & { leads: Iterable<BacktestLead> }): BacktestResult {
  const running = createBacktest(options)
  for (const lead of leads) running.add(lead)
  return running.result()
}
