import type { Bant, Grade, LeadReason, Score, Stage, Traits } from '@leadlight/protocol'
import type { ManualState } from './manual/manual-state.ts'
import type { Model } from './model/model.ts'
import type { Faded, Reached, StageBefore } from './stage.ts'

/** A lead's event as rules see it. */
export interface ScoringEvent {
  /** Its `messageId`; orders events of the same time. */
  id: string
  /** When it happened, in milliseconds since 1970. */
  at: number
  /** `page`, `identify` …, the name of a tracked event, or `Visit Started`. */
  name: string
  properties: Readonly<Record<string, unknown>>
  /** The visit it belongs to; null for events sent by servers. */
  visit: string | null
  /** Why it must not score: sent by a bot, or a form whose submission was cancelled; null when it scores. */
  excluded: 'bot' | 'attempted' | null
  /** Whether it was sent with a secret key; only such events change points or stage by hand. */
  trusted?: boolean
}

/** What the rules remember of a lead's events: plain JSON that does not depend on the order in which they were added. */
export interface ScoreState {
  /** By rule id. */
  rules: Record<string, unknown>
  /** Changes by hand; absent when there are none. */
  manual?: ManualState
}

/** The traits of a lead at a time, in milliseconds since 1970. */
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
   * Unless something happens, until then the score stays within one point, and grade and stage stay the same. In
   * milliseconds since 1970; null when they never change.
   */
  changesAt: number | null
  /** Only if the model remembers stages. */
  reached?: Reached
}

/** A compiled scoring model. Pure, without clock or I/O. Times are milliseconds since 1970. */
export interface Scorer {
  readonly model: Model
  /** The state of a lead without events. */
  empty(): ScoreState
  /** Adds an event; mutates `state`. Events may come in any order, each exactly once. */
  add(state: ScoreState, event: ScoringEvent): void
  /**
   * Whether the model has different `enter` and `leave` thresholds, so that a stage depends on the stages before it.
   * `standing` and `explain` then need `before`: the stages reached just before.
   */
  readonly remembersStage: boolean
  /** The score at `at`, which is not before the newest event added. */
  standing(state: ScoreState, traits: Traits, at: number, before?: Reached): Standing
  /**
   * The reasons for the score at `at`, which is not before the newest event added, largest first: the contributions of `explain`
   * without their events, and without those of 0 points. All points by hand are one reason.
   */
  reasons(state: ScoreState, traits: Traits, at: number): LeadReason[]
  /** The stage changes of a lead by decay and expiry alone, from one time to another, both included. */
  follow(state: ScoreState, traits: Traits, range: [from: number, to: number], before?: StageBefore): Faded
  /** The score at any time with its reasons, by replay. Events after `at` are ignored; `traits` are those known at `at`. */
  explain(events: Iterable<ScoringEvent>, traits: Traits, at: number, before?: Reached): Score
}
