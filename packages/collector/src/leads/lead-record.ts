import type { Grade, Json, Source, Stage } from '@leadlight/protocol'
import type { Reached, ScoreState } from '@leadlight/scoring'
import type { EventPosition } from '../identity/event-position.ts'

/** A trait's value, and the event that set it. */
export interface KnownTrait extends EventPosition {
  value: Json
  /** Whether it was sent with a secret key. */
  trusted: boolean
}

/** A visit as one of the sources of a lead. */
export interface Touch {
  source: Source
  /** The visit's first event. */
  start: EventPosition
}

/** A lead as stored: the state derived from its events, and its rank. Times are milliseconds since 1970. */
export interface LeadRecord {
  id: string
  /** Its user id; null when only an e-mail address is known. */
  userId: string | null
  /** Its normalized e-mail addresses: those named by a secret key first, then in the order in which they were seen. */
  emails: string[]
  /** The visitors of its events, sorted. */
  visitors: string[]
  traits: Record<string, KnownTrait>
  /** Version of the model that it is scored by; absent on leads of old releases. */
  by?: number
  /** The state of the scoring rules. */
  state: ScoreState
  /** Stages reached just before its latest event; only if the model remembers stages. */
  reached?: Reached
  firstTouch: Touch | null
  /** The last visit that was not direct, or else the last visit. */
  lastTouch: Touch | null
  firstSeen: number
  /** Time of its latest event of its own; of its latest change by hand while it has no other. */
  lastSeen: number
  /** Time of its latest change by hand. */
  byHand?: number
  /** Set while only changes by hand are known of it. */
  unseen?: true
  owner: string | null
  /** The event that set the owner last; absent while none did. */
  ownerSet?: EventPosition
  /** Within one point of the exact score until `changesAt`. */
  score: number
  /** Exact until `changesAt`. */
  grade: Grade
  /** Exact until `changesAt`. */
  stage: Stage
  /** When it must be rated again if no event arrives; null for never. */
  changesAt: number | null
}

/** Time of the latest event, including changes by hand. */
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
