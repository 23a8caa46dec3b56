import type { Scorer, ScoringEvent } from '@leadlight/scoring'

/**
 * A scorer for which an event that the rules fail on adds nothing, so that one bad event in the log does not stand in the
 * way of all that happens to its lead.
 *
 * @param strictFor key of an event whose failure is passed on all the same
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
