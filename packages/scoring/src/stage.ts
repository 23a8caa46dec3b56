import type { Stage } from '@leadlight/protocol'

/** The stages whose thresholds a lead has entered and not left since; both may be true. */
export interface Reached {
  mql: boolean
  sql: boolean
}

/** A change of a lead's stage. */
export interface StageChange {
  /** In milliseconds since 1970. */
  at: number
  from: Stage
  to: Stage
}

/** A lead's stage before a period. */
export interface StageBefore {
  /** Defaults to the stage at the beginning of the period, so that it is not a change. */
  stage?: Stage
  /** Matters only if the model remembers stages. */
  reached?: Reached | undefined
}

/** A lead's stages over a period without events. */
export interface Faded {
  /** At the end of the period. */
  stage: Stage
  reached: Reached
  /** Stage changes, each at the first millisecond of the new stage. */
  changes: StageChange[]
}
