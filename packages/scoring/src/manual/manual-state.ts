import type { Stage } from '@leadlight/protocol'

/** Event: somebody added or subtracted points by hand. Properties: `points`, `dimension`, `author`, `reason`. */
export const POINTS_ADJUSTED = 'Points Adjusted'

/** Event: somebody set the stage by hand. Properties: `stage` (null hands it back to the model), `author`, `reason`. */
export const STAGE_SET = 'Stage Set'

/** The rule id of manual changes in explanations; reserved, no rule of a model may use it. */
export const MANUAL_RULE = 'manual'

/** Manual changes of a lead: sums, which do not depend on the order of events, and the latest stage. */
export interface ManualState {
  /** Whole hundredths of a point. */
  engagement: number
  fit: number
  /** The latest, by time, then by id. */
  stage: SetStage | null
}

/** A stage set by hand, and by which event. */
export interface SetStage {
  at: number
  id: string
  /** Null hands the decision back to the model. */
  stage: Stage | null
}
