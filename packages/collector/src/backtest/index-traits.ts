import type { Traits } from '@leadlight/protocol'
import type { TraitsAt } from '@leadlight/scoring'
import type { KnownTrait } from '../leads/lead-record.ts'
import { addTraits, traitValues } from '../leads/traits.ts'
import type { PlacedEvent } from '../visits/extend-visits.ts'

/** Creates a lookup of a lead's traits at any time, in any order. `events` must be sorted, oldest first. */
export function indexTraits(events: readonly PlacedEvent[]): TraitsAt {
  const known: Record<string, KnownTrait> = {}
  const steps: { at: number; traits: Traits }[] = []
  for (const { event } of events) {
    if (event.traits === null && event.email === null) continue
    addTraits(known, event)
    const step = { at: event.at, traits: traitValues(known) }
    if (steps.at(-1)?.at === event.at) steps[steps.length - 1] = step
    else steps.push(step)
  }
  return (at) => {
    let [low, high] = [0, steps.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((steps[middle]?.at ?? 0) <= at) low = middle + 1
      else high = middle
    }
    return steps[low - 1]?.traits ?? {}
  }
}
