import type { Traits } from '@leadlight/protocol'
import { POINTS_ADJUSTED, type Scorer, type ScoringEvent, STAGE_SET, type TraitsAt } from '@leadlight/scoring'
import { scoringEvents } from '../leads/add-to-lead.ts'
import { readOutcome } from '../outcomes/lead-outcome.ts'
import type { LeadHistory } from './each-lead.ts'

/** A lead just before it was known how it would end. */
export interface LeadBefore {
  events: ScoringEvent[]
  traits: Traits
  traitsAt: TraitsAt
  /** The last moment before, in milliseconds since 1970. */
  at: number
  won: boolean
}

/**
 * What was known of a lead before its outcome, so that nothing that followed from it counts; and nothing done by hand, for that
 * is no work of a model. Null while it is open, and where nothing happened before.
 *
 * @param scorer tells customers and disqualified leads, by their traits
 */
export function beforeOutcome(lead: LeadHistory, traitsAt: TraitsAt, scorer: Scorer): LeadBefore | null {
  const outcome = readOutcome(lead.events, traitsAt, scorer)
  if (outcome === null) return null
  const events = lead.events
    .filter(({ event }) => event.at < outcome.at)
    .flatMap(scoringEvents)
    .filter(({ name, trusted }) => trusted !== true || (name !== POINTS_ADJUSTED && name !== STAGE_SET))
  const at = outcome.at - 1
  return events.length === 0 ? null : { events, traits: traitsAt(at), traitsAt, at, won: outcome.won }
}
