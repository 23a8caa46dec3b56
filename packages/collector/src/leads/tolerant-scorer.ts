import type { Scorer, ScoringEvent } from '@leadlight/scoring'

/**
 * Creates a scorer that ignores events on which the rules fail, so that one bad event in the log does not block its lead.
 *
 * @param strictFor key of an event whose error is thrown nevertheless
 */
export function tolerantScorer(scorer: Scorer, strictFor?: string): Scorer {
  const canAdd = (event: ScoringEvent) => {
    try {
      scorer.add(scorer.empty(), event)
      return true
    } catch (error) {
      if (event.id === strictFor) throw error
      return false
    }
  }
  return {
    ...scorer,
    add(state, event) {
      if (canAdd(event)) scorer.add(state, event)
    },
    explain: (events, traits, at, before) => scorer.explain([...events].filter(canAdd), traits, at, before),
  }
}
