import type {
  ContentRow,
  Crossing,
  Erasure,
  FunnelReport,
  Lead,
  LeadExport,
  List,
  Rejected,
  ScoreAnswer,
  ScoreCourse,
  SourceRow,
  TimelineEntry,
} from '@leadlight/protocol'
import type { ContentQuery } from './reports/report-content.ts'
import type { FunnelQuery } from './reports/report-funnel.ts'

/** Which leads to list, and how. */
export interface LeadQuery {
  sort: '-score' | 'score' | '-lastSeen' | 'lastSeen' | '-firstSeen' | 'firstSeen'
  stage?: string
  grade?: string
  owner?: string
  /** Id of a segment. */
  segment?: string
  /** Prefixes of words in e-mail addresses, names, company or phone number; letter case and accents are ignored. */
  q?: string
  /** How many of the largest reasons for its score each lead comes with; none by default. */
  reasons?: number
  /** 1–200. */
  limit: number
  /** `next` of the previous page; contains the time of the first page, so that pages are consistent. */
  cursor?: string
}

/** A page of leads; with a segment, it may have fewer than `limit` although others follow. */
export interface LeadPage extends List<Lead> {
  /** Version of the model by which all of them are ranked. */
  model: number
}

/** Which crossings to list. */
export interface CrossingQuery {
  /** Only those recorded then or later, in milliseconds since 1970. */
  since?: number
  limit: number
  cursor?: string
}

/** A page of a list without a choice of order. */
export interface PageQuery {
  limit: number
  cursor?: string
}

/**
 * Reads and erases leads; the API is based on it. Times are milliseconds since 1970. Methods return undefined for an
 * unknown lead. Those that rank or filter leads throw {@link CatchingUpError} when too many leads are due.
 */
export interface LeadService {
  list(query: LeadQuery): Promise<LeadPage>
  /** A lead by any of its ids, or by `email:…` or `user:…`. */
  read(id: string): Promise<Lead | undefined>
  timeline(id: string, page: PageQuery): Promise<List<TimelineEntry> | undefined>
  /** The score at a time; by default the one that `read` presents, explained. */
  score(id: string, at?: number): Promise<ScoreAnswer | undefined>
  /** The course of a score; by default from the first event until now. */
  scoreHistory(id: string, range: { from?: number; to?: number }): Promise<ScoreCourse | undefined>
  /** All data about a lead. */
  export(id: string): Promise<LeadExport | undefined>
  /** Erases a lead permanently; undefined when there is none, and none was erased under this name. */
  erase(id: string): Promise<Erasure | undefined>
  sources(range: { from: number; to: number }): Promise<SourceRow[]>
  funnel(params: FunnelQuery): Promise<FunnelReport>
  /** In no particular order. */
  content(params: ContentQuery): Promise<ContentRow[]>
  crossings(query: CrossingQuery): Promise<List<Crossing>>
  rejected(page: PageQuery): Promise<List<Rejected>>
  /**
   * Updates due leads in parts, and records the changes of stage caused by decay. Resolves with the time at which the next
   * lead is due, in milliseconds since 1970; null for never.
   */
  refresh(): Promise<number | null>
}

/** Too many leads are due, as after a long pause; the caller should try again soon. */
export class CatchingUpError extends Error {
  override name = 'CatchingUpError'
}

/** There is no segment with this id. */
export class UnknownSegmentError extends Error {
  override name = 'UnknownSegmentError'
}

/** An invalid cursor; its `message` can be shown to the caller. */
export class InvalidCursorError extends Error {
  override name = 'InvalidCursorError'
}
