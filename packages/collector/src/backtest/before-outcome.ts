import type { Traits } from '@leadlight/protocol'
import { POINTS_ADJUSTED, type Scorer, type ScoringEvent, STAGE_SET, type TraitsAt } from '@leadlight/scoring'
import { scoringEvents } from '../leads/add-to-lead.ts'
import { readOutcome } from '../outcomes/lead-outcome.ts'
import type { PlacedEvent } from '../visits/extend-visits.ts'

/** A lead just before its outcome was known. */
export interface LeadBefore {
  events: ScoringEvent[]
  traits: Traits
  traitsAt: TraitsAt
  /** The last moment before, in milliseconds since 1970. */
  at: number
  won: boolean
}

/**
 * The state of a lead just before its outcome, so that consequences of the outcome do not count, without changes by hand,
 * which are not the model's work. Null while the lead is open, and when it had no events before.
 *
 * @param history oldest first
 * @param scorer determines customers and disqualified leads by their traits
 */
export function beforeOutcome(
  history: readonly PlacedEvent[],
  traitsAt: TraitsAt,
  scorer: Scorer,
): LeadBefore | null {
  const outcome = readOutcome(history, traitsAt, scorer)
  if (outcome === null) return null
  const events = history
    .filter(({ event }) => event.at < outcome.at)
    .flatMap(scoringEvents)
    .filter(({ name, trusted }) => trusted !== true || (name !== POINTS_ADJUSTED && name !== STAGE_SET))
  const at = outcome.at - 1
  return events.length === 0 ? null : { events, traits: traitsAt(at), traitsAt, at, won: outcome.won }
}
