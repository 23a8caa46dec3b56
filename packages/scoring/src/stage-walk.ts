import { isTime } from './rule/calendar.ts'
import type { Scorer, ScoringEvent, Standing, TraitsAt } from './scorer.ts'
import type { Reached } from './stage.ts'

/** A lead at one time of its history. */
export interface Step {
  standing: Standing
  /** The stages reached just before, as `explain` needs them. */
  reached: Reached | undefined
  /** When it entered its stage, in milliseconds since 1970; undefined unless the model remembers stages. */
  since: number | undefined
}

/** A walk through a lead's history. */
export interface StageWalk {
  /** Advances to a time, in milliseconds since 1970, which must not be before the previous one. */
  to(at: number): Step
}

/**
 * Starts a walk through a lead's history, which evaluates any number of ascending times in a single pass. For a model that
 * remembers stages it follows every stage change in between; for others it evaluates only the requested times.
 *
 * @param events in any order
 * @param traitsAt is called with ascending times
 */
export function createStageWalk(
  scorer: Pick<Scorer, 'empty' | 'add' | 'standing' | 'follow' | 'remembersStage'>,
  events: Iterable<ScoringEvent>,
  traitsAt: TraitsAt,
): StageWalk {
  const waiting = [...events].filter(({ at }) => isTime(at)).sort((first, second) => second.at - first.at)
  const state = scorer.empty()
  /** Time up to which stages were followed. */
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
