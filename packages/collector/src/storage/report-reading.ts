import type { Channel, Stage } from '@leadlight/protocol'
import type { Visitor } from '../visits/visitor.ts'

/** From `from` on, before `to`; milliseconds since 1970. */
export interface TimeRange {
  from: number
  to: number
}

/** The part of a source that reports group by. */
export interface SourceGroup {
  channel: Channel
  source: string | null
  medium: string | null
  campaign: string | null
}

/** A lead as far as the funnel asks. */
export interface NewLead {
  id: string
  /** Milliseconds since 1970. */
  firstSeen: number
  stage: Stage
  /** Of its first visit; null when there was none. */
  source: SourceGroup | null
  /** When one of its names was seen first, in milliseconds since 1970; null when it has none. */
  named: number | null
}

/** A visit as far as reports ask. */
export interface VisitPlace {
  /** When it began, in milliseconds since 1970. */
  at: number
  /** Id of its visitor. */
  visitor: string
  /** Which visit of its visitor it is, from 1. */
  number: number
}

/** A part of a list that is too long to be read at once. */
export interface Part<Place> {
  /** Begins after this place in the order. */
  after: Place | null
  limit: number
}

/** What a store reads for reports, besides. */
export interface ReportReading {
  /** How many different visitors had a visit that began within a range, from these sources if any are named. */
  countVisitors(range: TimeRange, source: Partial<SourceGroup>): Promise<number>
  /** Leads first seen within a range, in the order of `firstSeen`, ties by id. */
  newLeads(range: TimeRange, part: Part<{ firstSeen: number; id: string }>): Promise<NewLead[]>
  /** Visits that began within a range, in the order of time, ties by visitor and number, with the visitors as they are now. */
  visitsWithin(range: TimeRange, part: Part<VisitPlace>): Promise<{ place: VisitPlace; visitor: Visitor }[]>
}
