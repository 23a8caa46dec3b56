import type { Grade, Stage } from '@leadlight/protocol'
import type { Scorer, ScoringEvent, TraitsAt } from './scorer.ts'
import { createStageWalk } from './stage-walk.ts'

/** A point of a score curve. */
export interface HistoryPoint {
  /** In milliseconds since 1970. */
  at: number
  score: number
  engagement: number
  fit: number
  grade: Grade
  stage: Stage
}

/**
 * A lead's score at several times, oldest first. Equal to `explain` at each time, but in a single pass over the events.
 *
 * @param events in any order
 * @param times in any order, in milliseconds since 1970
 */
export function scoreHistory(
  scorer: Pick<Scorer, 'empty' | 'add' | 'standing' | 'follow' | 'remembersStage'>,
  events: Iterable<ScoringEvent>,
  traitsAt: TraitsAt,
  times: Iterable<number>,
): HistoryPoint[] {
  const walk = createStageWalk(scorer, events, traitsAt)
  return [...times]
    .sort((first, second) => first - second)
    .map((at) => {
      const { score, engagement, fit, grade, stage } = walk.to(at).standing
      return { at, score, engagement, fit, grade, stage }
    })
}
