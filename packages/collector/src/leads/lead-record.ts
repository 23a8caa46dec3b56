import type { Grade, Json, Source, Stage } from '@leadlight/protocol'
import type { Reached, ScoreState } from '@leadlight/scoring'
import type { Moment } from '../identity/moment.ts'

/** A trait's value, and the event that brought it. */
export interface KnownTrait extends Moment {
  value: Json
  /** Came with a secret key. */
  trusted: boolean
}

/** A visit as one of the sources of a lead. */
export interface Touch {
  source: Source
  /** The visit's first event. */
  start: Moment
}

/** A lead as it is stored: what its events add up to, and how it ranks. Times are milliseconds since 1970. */
export interface LeadRecord {
  id: string
  /** The user id it goes by; null when only an e-mail address is known. */
  userId: string | null
  /** Its e-mail addresses, normalised: first those that a secret key named, then in the order in which they were seen. */
  emails: string[]
  /** The visitors that events of this lead came from, in the order of their ids. */
  visitors: string[]
  traits: Record<string, KnownTrait>
  /** Version of the model that it is scored by; that of the store if it was never told. */
  by?: number
  /** What the scoring rules remember. */
  state: ScoreState
  /** What it had reached just before its latest event; only if the model remembers stages. */
  reached?: Reached
  firstTouch: Touch | null
  /** The last that was not direct, or else the last. */
  lastTouch: Touch | null
  firstSeen: number
  /** Its latest event that was not said of it by hand; the latest of all while there is no other. */
  lastSeen: number
  /** The latest event that was said of it by hand. */
  byHand?: number
  /** Nothing but what was said of it by hand is known. */
  unseen?: true
  owner: string | null
  /** As of the last time it was rated; within one point of the truth until `changesAt`. */
  score: number
  /** As of the last time it was rated; exact until `changesAt`. */
  grade: Grade
  /** As of the last time it was rated; exact until `changesAt`. */
  stage: Stage
  /** When it has to be rated again even if nothing happens; null: never. */
  changesAt: number | null
}

/** When the latest of its events happened, whoever it came from. */
export function latestOf({ lastSeen, byHand }: LeadRecord): number {
  return byHand === undefined ? lastSeen : Math.max(lastSeen, byHand)
}

/** A lead without any event yet. */
export function newLead(id: string, state: ScoreState): LeadRecord {
  return {
    id,
    userId: null,
    emails: [],
    visitors: [],
    traits: {},
    state,
    firstTouch: null,
    lastTouch: null,
    firstSeen: Number.POSITIVE_INFINITY,
    lastSeen: Number.NEGATIVE_INFINITY,
    owner: null,
    score: 0,
    grade: 'D4',
    stage: 'lead',
    changesAt: null,
  }
}
