import type { BacktestAnswer, BacktestSide, CalibrationAnswer } from '@leadlight/protocol'
import {
  type BacktestResult,
  createBacktest,
  createCalibration,
  createQualification,
  createScorer,
  evaluate,
  type JudgedLead,
  type Model,
} from '@leadlight/scoring'
import { createTurnEnd } from '../after-turn.ts'
import { RefusedError } from '../http/refused-error.ts'
import { scoringEvents } from '../leads/add-to-lead.ts'
import type { Store } from '../storage/port.ts'
import { beforeOutcome, type LeadBefore } from './before-outcome.ts'
import { eachLead } from './each-lead.ts'
import { indexTraits } from './index-traits.ts'

/** What to backtest; times are milliseconds since 1970. */
export interface BacktestRequest {
  current: Model
  draft: Model
  from: number
  to: number
  listed: number
  /** Aborted when nobody waits for the result any more. */
  signal?: AbortSignal
}

/** Replays all leads without side effects. Only one replay runs at a time; others are refused. */
export interface Replay {
  backtest(request: BacktestRequest): Promise<BacktestAnswer>
  /** Proposes points for a model, based on the outcomes of leads until `to`. */
  calibrate(request: {
    model: Model
    current: Model
    to: number
    signal?: AbortSignal
  }): Promise<CalibrationAnswer>
}

/** Most leads whose outcome judges a model; the oldest ones. */
const MAX_JUDGED_LEADS = 200_000

/** Creates the replay of a store. */
export function createReplay(store: Store): Replay {
  const afterThisTurn = createTurnEnd()
  let running = false

  const alone = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (running) {
      const message = 'Another backtest or calibration is running: try again when it is done.'
      throw new RefusedError(429, 'replay_running', message, 10)
    }
    running = true
    try {
      return await work()
    } finally {
      running = false
    }
  }
  /** Yields to other work between the steps. */
  const finish = async <Result>(steps: Generator<void, Result>): Promise<Result> => {
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done === true) return step.value
      await afterThisTurn()
    }
  }

  return {
    backtest: ({ current, draft, from, to, listed, signal }) =>
      alone(async () => {
        const run = createBacktest({ current, draft, from, to, listed })
        const judges = { current: createJudge(current), draft: createJudge(draft) }
        const scorer = createScorer(current)
        const judged: Record<'current' | 'draft', JudgedLead[]> = { current: [], draft: [] }
        let skipped = 0
        for await (const { id, events } of eachLead(store, to)) {
          signal?.throwIfAborted()
          if (events === null) {
            skipped += 1
            continue
          }
          const traitsAt = indexTraits(events)
          await finish(run.addInSteps({ id, events: events.flatMap(scoringEvents), traitsAt }))
          const before = beforeOutcome(events, traitsAt, scorer)
          if (before !== null && before.at < to && judged.current.length < MAX_JUDGED_LEADS) {
            judged.current.push(await finish(judges.current(before)))
            judged.draft.push(await finish(judges.draft(before)))
          }
          await afterThisTurn()
        }
        return describe(run.result(), { current, draft, from, to, skipped }, judged)
      }),
    calibrate: ({ model, current, to, signal }) =>
      alone(async () => {
        const run = createCalibration(model)
        const scorer = createScorer(current)
        for await (const { events } of eachLead(store, to)) {
          signal?.throwIfAborted()
          const before = events === null ? null : beforeOutcome(events, indexTraits(events), scorer)
          if (before !== null && before.at < to) run.add(before)
          await afterThisTurn()
        }
        const { name, version } = model
        return { model: { name, version }, ...(await finish(run.run())) }
      }),
  }
}

/** Creates the function that scores a lead by a model just before its outcome. */
function createJudge(model: Model) {
  const scorer = createScorer(model)
  const hasQualified = createQualification(model)
  return function* ({ events, traits, traitsAt, at, won }: LeadBefore): Generator<void, JudgedLead> {
    const state = scorer.empty()
    for (const event of events) scorer.add(state, event)
    const { score } = scorer.standing(state, traits, at)
    const qualified = yield* hasQualified({ id: '', events, traitsAt }, at)
    return { score, won, qualified }
  }
}

function describe(
  result: BacktestResult,
  options: Pick<BacktestRequest, 'current' | 'draft' | 'from' | 'to'> & { skipped: number },
  judged: Record<'current' | 'draft', JudgedLead[]>,
): BacktestAnswer {
  const { current, draft, from, to, skipped } = options
  const side = ({ name, version }: Model, outcome: BacktestResult['current']): BacktestSide => ({
    model: { name, version },
    ...outcome,
    crossings: outcome.crossings.map((crossing) => ({ ...crossing, at: iso(crossing.at) })),
    weeks: outcome.weeks.map((week) => ({ ...week, start: iso(week.start) })),
  })
  return {
    from: iso(from),
    to: iso(to),
    leads: result.leads,
    skipped,
    current: side(current, result.current),
    draft: side(draft, result.draft),
    gained: result.gained,
    lost: result.lost,
    rankCorrelation: result.rankCorrelation,
    evaluation:
      judged.current.length === 0
        ? null
        : { current: evaluate(judged.current), draft: evaluate(judged.draft) },
  }
}

function iso(at: number): string {
  return new Date(at).toISOString()
}
