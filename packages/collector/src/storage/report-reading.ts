import type { Channel, Stage } from '@leadlight/protocol'
import type { Visitor } from '../visits/visitor.ts'

/** A range of time: from `from` up to, but excluding, `to`; milliseconds since 1970. */
export interface TimeRange {
  from: number
  to: number
}

/** The part of a source that reports are grouped by. */
export interface SourceGroup {
  channel: Channel
  source: string | null
  medium: string | null
  campaign: string | null
}

/** A lead as the funnel needs it. */
export interface NewLead {
  id: string
  /** Milliseconds since 1970. */
  firstSeen: number
  stage: Stage
  /** Source of its first visit; null without one. */
  source: SourceGroup | null
  /** When one of its names was first seen, in milliseconds since 1970; null when it has none. */
  named: number | null
}

/** A visit's position in the order of time. */
export interface VisitPlace {
  /** Start of the visit, in milliseconds since 1970. */
  at: number
  /** Id of its visitor. */
  visitor: string
  /** Number of the visit among those of its visitor, from 1. */
  number: number
}

/** A page of a long list. */
export interface Part<Place> {
  /** Start after this position. */
  after: Place | null
  limit: number
}

/** Reads that only reports need. */
export interface ReportReading {
  /** Number of distinct visitors with a visit that began within a range, optionally from a source only. */
  countVisitors(range: TimeRange, source: Partial<SourceGroup>): Promise<number>
  /** Leads first seen within a range, in the order of `firstSeen`, ties by id. */
  newLeads(range: TimeRange, part: Part<{ firstSeen: number; id: string }>): Promise<NewLead[]>
  /**
   * Visits that began within a range, in the order of time, ties by visitor and number, with the current records of their
   * visitors.
   */
  visitsWithin(range: TimeRange, part: Part<VisitPlace>): Promise<{ place: VisitPlace; visitor: Visitor }[]>
}
