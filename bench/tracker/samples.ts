import type { Size } from './measures/size.ts'
import type { ThrottledStart } from './measures/start-cost.ts'
import type { TrackCost } from './measures/track-cost.ts'
import type { VisitCost } from './measures/visit-cost.ts'
import type { Outcome } from './scenario.ts'
import type { Subject } from './visitor.ts'

/** All that was measured of one library, in the order of measuring. */
export interface Samples {
  subject: Subject
  size: Size[]
  /** In milliseconds. */
  startCpu: number[]
  throttledStart: ThrottledStart[]
  track: TrackCost[]
  visit: VisitCost[]
  /** In milliseconds, too much above zero. */
  engagedError: number[]
  /** By the name of the scenario. */
  outcomes: Map<string, Outcome[]>
  /** What could not be measured and why. */
  problems: string[]
}

/** Nothing measured yet. */
export function noSamples(subject: Subject): Samples {
  return {
    subject,
    size: [],
    startCpu: [],
    throttledStart: [],
    track: [],
    visit: [],
    engagedError: [],
    outcomes: new Map(),
    problems: [],
  }
}
