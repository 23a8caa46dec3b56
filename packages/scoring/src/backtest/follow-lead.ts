import type { Stage } from '@leadlight/protocol'
import { addEvent } from '../rule/add-event.ts'
import { isTime } from '../rule/calendar.ts'
import type { CompiledModel } from '../rule/compile-model.ts'
import type { ScoringEvent, TraitsAt } from '../scorer.ts'
import type { Reached } from '../stage.ts'
import { stageBandsAround } from '../standing/band.ts'
import { readStanding } from '../standing/read-standing.ts'

/** A lead with its history. */
export interface BacktestLead {
  id: string
  /** In any order. */
  events: Iterable<ScoringEvent>
  /** Its traits over time; they must change only at times of its events. */
  traitsAt: TraitsAt
}

/** A change of a lead's stage. */
export interface Crossing {
  lead: string
  /** In milliseconds since 1970. */
  at: number
  from: Stage
  to: Stage
}

/** How a lead's stage developed under a model in a period. */
export interface Followed {
  crossings: Crossing[]
  /** Stage and score at the end of the period. */
  stage: Stage
  score: number
}

/** Bounds the evaluations of a lead: this many at events, and three times as many at other changes. */
const MAX_EVALUATIONS = 10_000

/** Evaluations between two yields. */
const EVALUATIONS_PER_STEP = 100

/**
 * Follows a lead through a period under a model and finds every change of its stage, whether by an event, by decay or by
 * expiry. A lead that first appears within the period starts at stage `lead`. Undefined when it first appears later.
 *
 * The lead is evaluated at its events and when its standing says that the stage may change, not day by day. With more than
 * {@link MAX_EVALUATIONS} events in the period only every second, third … event is evaluated, so a change may be found
 * slightly late. Yields now and then.
 */
export function* followLead(
  lead: BacktestLead,
  compiled: CompiledModel,
  from: number,
  to: number,
): Generator<void, Followed | undefined> {
  const waiting = [...lead.events]
    .filter(({ at }) => isTime(at))
    .sort((first, second) => second.at - first.at)
  const state = { rules: {} }
  let reached: Reached | undefined
  const standingAt = (at: number) => {
    for (let next = waiting.at(-1); next !== undefined && next.at <= at; next = waiting.at(-1)) {
      addEvent(compiled, state, next)
      waiting.pop()
    }
    const standing = readStanding(compiled, state, lead.traitsAt(at), at, reached, stageBandsAround)
    reached = standing.reached
    return standing
  }
  const first = waiting.at(-1)
  if (first === undefined || first.at > to) return undefined
  const within = waiting.reduce((count, event) => count + Number(event.at >= from && event.at <= to), 0)
  const stride = Math.ceil(Math.max(1, within) / MAX_EVALUATIONS)
  const crossings: Crossing[] = []
  let stage: Stage = 'lead'
  const isNew = first.at >= from
  // Only a model that remembers stages depends on how they developed before the period.
  let at = compiled.remembersStage ? first.at : Math.max(from, first.at)
  let standing = standingAt(at)
  if (!isNew) stage = standing.stage
  for (let evaluations = 1; ; evaluations++) {
    const isWithin = isNew || at > from
    if (standing.stage !== stage && isWithin) {
      crossings.push({ lead: lead.id, at, from: stage, to: standing.stage })
    }
    stage = standing.stage
    if (at >= to) return { crossings, stage, score: standing.score }
    if (evaluations % EVALUATIONS_PER_STEP === 0) yield
    const next = waiting.at(-Math.min(stride, waiting.length))?.at ?? to
    // Decay may cross thresholds any number of times; beyond this bound only events are evaluated.
    const change = evaluations < 4 * MAX_EVALUATIONS ? (standing.changesAt ?? to) : to
    at = Math.min(to, next, change)
    standing = standingAt(at)
  }
}
