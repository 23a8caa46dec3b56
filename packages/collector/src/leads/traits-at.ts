import type { TraitsAt } from '@leadlight/scoring'
import { isLinkDecision } from '../identity/link-decision.ts'
import type { PlacedEvent } from '../visits/extend-visits.ts'
import type { KnownTrait } from './lead-record.ts'
import { addTraits, traitValues } from './traits.ts'

/**
 * Creates a lookup of a lead's traits by time; the times of calls must not decrease. `events` must be sorted, oldest first.
 */
export function createTraitsAt(events: readonly PlacedEvent[]): TraitsAt {
  const known: Record<string, KnownTrait> = {}
  let next = 0
  return (at) => {
    for (
      let event = events[next]?.event;
      event !== undefined && event.at <= at;
      event = events[next]?.event
    ) {
      if (!event.bot && !isLinkDecision(event)) addTraits(known, event)
      next += 1
    }
    return traitValues(known)
  }
}
