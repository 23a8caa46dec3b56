import type { Stage } from '@leadlight/protocol'

/** Which stages a lead has entered and not left again, as far as thresholds decide; they may overlap. */
export interface Reached {
  mql: boolean
  sql: boolean
}

/** A lead comes to another stage. */
export interface StageChange {
  /** In milliseconds since 1970. */
  at: number
  from: Stage
  to: Stage
}

/** Where a lead was before. */
export interface StageBefore {
  /** At which stage; the one at the beginning unless given, so that it is no change. */
  stage?: Stage
  /** Matters only if the model remembers stages. */
  reached?: Reached | undefined
}

/** Where time alone took a lead. */
export interface Faded {
  /** At the end. */
  stage: Stage
  reached: Reached
  /** Each at the first millisecond of the new stage. */
  changes: StageChange[]
}
