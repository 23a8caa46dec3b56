import type { Outcome, Stage } from '@leadlight/protocol'
import type { TraitsAt } from '@leadlight/scoring'
import { type Scorer, STAGE_SET } from '@leadlight/scoring'
import type { PlacedEvent } from '../visits/extend-visits.ts'
import { outcomeOf } from './outcome.ts'

/** The outcome of a lead. */
export interface LeadOutcome {
  won: boolean
  /** When it was closed, in milliseconds since 1970; later events must not be used to predict the outcome. */
  at: number
}

/**
 * The outcome of a lead: the latest recorded one or, without any, `won` for a customer and `lost` for a disqualified lead, by
 * the model or by hand. Null while the lead is open.
 *
 * @param events oldest first
 */
export function readOutcome(
  events: readonly PlacedEvent[],
  traitsAt: TraitsAt,
  scorer: Scorer,
): LeadOutcome | null {
  const recorded = events.flatMap(({ event }) => {
    const outcome = outcomeOf(event)
    return outcome === undefined ? [] : [{ outcome, at: event.at }]
  })
  return recorded.length > 0 ? lastRun(recorded) : lastRun(byStage(events, traitsAt, scorer))
}

/** The latest outcome, dated by the first of its consecutive repetitions. */
function lastRun(told: readonly { outcome: Outcome | null; at: number }[]): LeadOutcome | null {
  const last = told.at(-1)
  if (last === undefined || last.outcome === null) return null
  const before = told.findLastIndex(({ outcome }) => outcome !== last.outcome)
  return { won: last.outcome === 'won', at: told[before + 1]?.at ?? last.at }
}

/** The outcomes implied by stages that do not depend on points: set by hand, or by conditions on traits. */
function byStage(events: readonly PlacedEvent[], traitsAt: TraitsAt, scorer: Scorer) {
  let byHand: Stage | null = null
  const nothing = scorer.empty()
  return events.flatMap(({ event }) => {
    const sets = event.name === STAGE_SET && event.trusted
    if (sets) {
      const state = scorer.empty()
      scorer.add(state, { ...event, id: '', visit: null, excluded: null })
      byHand = state.manual?.stage?.stage ?? null
    }
    if (!sets && event.traits === null && event.email === null) return []
    const stage = byHand ?? scorer.standing(nothing, traitsAt(event.at), event.at).stage
    return [{ outcome: outcomes[stage] ?? null, at: event.at }]
  })
}

const outcomes: Partial<Record<Stage, Outcome>> = { customer: 'won', disqualified: 'lost' }
