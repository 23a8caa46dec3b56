import { isTime } from './rule/calendar.ts'
import type { Scorer, ScoringEvent, Standing, TraitsAt } from './scorer.ts'
import type { Reached } from './stage.ts'

/** Where a lead stands on a walk through its history. */
export interface Step {
  standing: Standing
  /** What it had reached just before, to be told to `explain`. */
  reached: Reached | undefined
  /** Since when it has been at this stage, in milliseconds since 1970; undefined unless the model remembers stages. */
  since: number | undefined
}

/** A walk through a lead's history. */
export interface StageWalk {
  /** Goes on to a time, in milliseconds since 1970, which is not before the one asked for last. */
  to(at: number): Step
}

/**
 * Begins a walk through a lead's history, for which it need not be gone through again for each time. In a model that remembers
 * stages it follows every change on the way; in any other it looks only where it is asked for.
 *
 * @param events in any order
 * @param traitsAt is asked for times that do not go back
 */
export function createStageWalk(
  scorer: Pick<Scorer, 'empty' | 'add' | 'standing' | 'follow' | 'remembersStage'>,
  events: Iterable<ScoringEvent>,
  traitsAt: TraitsAt,
): StageWalk {
  const waiting = [...events].filter(({ at }) => isTime(at)).sort((first, second) => second.at - first.at)
  const state = scorer.empty()
  /** Until when stages were followed. */
  let last: number | undefined
  let before: { reached?: Reached; stage?: Standing['stage'] } = {}
  let since: number | undefined

  const follow = (to: number) => {
    if (!scorer.remembersStage || last === undefined || to < last) return
    const { changes, reached, stage } = scorer.follow(state, traitsAt(last), [last, to], before)
    since = changes.at(-1)?.at ?? since ?? last
    before = { reached, stage }
    last = to
  }
  const addNext = (moment: number) => {
    follow(moment - 1)
    while (waiting.at(-1)?.at === moment) {
      const event = waiting.pop()
      if (event !== undefined) scorer.add(state, event)
    }
    last = moment
  }
  return {
    to(at) {
      for (let next = waiting.at(-1); next !== undefined && next.at <= at; next = waiting.at(-1))
        addNext(next.at)
      follow(at)
      const standing = scorer.standing(state, traitsAt(at), at, before.reached)
      return { standing, reached: before.reached, since }
    },
  }
}
