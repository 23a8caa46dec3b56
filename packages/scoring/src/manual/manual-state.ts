import type { Stage } from '@leadlight/protocol'

/** Somebody gave a lead points by hand, or took some: `points`, `dimension`, `author`, `reason`. */
export const POINTS_ADJUSTED = 'Points Adjusted'

/** Somebody put a lead at a stage by hand: `stage`, `author`, `reason`; a `stage` of null lets the model decide again. */
export const STAGE_SET = 'Stage Set'

/** The rule that explanations name for what was done by hand; no rule of a model may be called so. */
export const MANUAL_RULE = 'manual'

/** What was done to a lead by hand: sums that do not depend on the order of events, and the latest stage. */
export interface ManualState {
  /** Whole hundredths of a point. */
  engagement: number
  fit: number
  /** The latest, by time, then by id. */
  stage: SetStage | null
}

/** Which stage was set, by which event. */
export interface SetStage {
  at: number
  id: string
  /** Null: the model decides. */
  stage: Stage | null
}
