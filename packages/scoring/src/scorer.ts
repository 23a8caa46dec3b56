import type { Bant, Grade, Score, Stage, Traits } from '@leadlight/protocol'
import type { ManualState } from './manual/manual-state.ts'
import type { Model } from './model/model.ts'
import type { Faded, Reached, StageBefore } from './stage.ts'

/** An event of one lead as the rules see it. */
export interface ScoringEvent {
  /** Its `messageId`; ties in time are broken by it. */
  id: string
  /** When it happened, in milliseconds since 1970. */
  at: number
  /** `page`, `identify` …, the name of a tracked event, or `Visit Started`. */
  name: string
  properties: Readonly<Record<string, unknown>>
  /** The visit it belongs to; null for events sent by servers. */
  visit: string | null
  /** Why it must not score, if so: a crawler's, or a form that was not really sent. */
  excluded: 'bot' | 'attempted' | null
  /** Came with a secret key: only such events change a score or a stage by hand. */
  trusted?: boolean
}

/** What the rules remember of a lead's events: plain JSON, the same for every order in which they were added. */
export interface ScoreState {
  /** By rule id. */
  rules: Record<string, unknown>
  /** What was done by hand, if anything was. */
  manual?: ManualState
}

/** What is known of a lead at a time, in milliseconds since 1970. */
export type TraitsAt = (at: number) => Traits

/** A score without its reasons. */
export interface Standing {
  /** Exactly engagement + fit; multiples of 0.01 like all points. */
  score: number
  engagement: number
  fit: number
  bant: Bant
  grade: Grade
  stage: Stage
  /**
   * Until then the score stays within one point of this one, and grade and stage stay the same, if nothing
   * happens; in milliseconds since 1970, null for ever.
   */
  changesAt: number | null
  /** Only if the model remembers stages. */
  reached?: Reached
}

/** A scoring model made ready; pure, without clock or I/O. Times are milliseconds since 1970. */
export interface Scorer {
  readonly model: Model
  /** The state of a lead without events. */
  empty(): ScoreState
  /** Adds an event, in any order, each once; changes `state`. */
  add(state: ScoreState, event: ScoringEvent): void
  /**
   * Whether the stage at a time depends on the stages before, because it takes more to enter one than not to leave it again.
   * Then `standing` and `explain` have to be told what the lead had reached just before.
   */
  readonly remembersStage: boolean
  /** The score at `at`, which is not before the newest event added. */
  standing(state: ScoreState, traits: Traits, at: number, before?: Reached): Standing
  /** Where time alone takes a lead to whom nothing happens, from one time to another, both included. */
  follow(state: ScoreState, traits: Traits, range: [from: number, to: number], before?: StageBefore): Faded
  /** The score at any time with its reasons, by replay; events after `at` are ignored, `traits` are those known at `at`. */
  explain(events: Iterable<ScoringEvent>, traits: Traits, at: number, before?: Reached): Score
}
