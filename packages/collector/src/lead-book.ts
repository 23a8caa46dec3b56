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
import type { ContentQuestion } from './reports/report-content.ts'
import type { FunnelQuestion } from './reports/report-funnel.ts'

/** Which leads to list, and how. */
export interface LeadQuery {
  sort: '-score' | 'score' | '-lastSeen' | 'lastSeen' | '-firstSeen' | 'firstSeen'
  stage?: string
  grade?: string
  owner?: string
  /** Beginnings of words of e-mail addresses, domains, names, the company or the phone number; case and accents do not matter. */
  q?: string
  /** 1–200. */
  limit: number
  /** The `next` of the page before; carries the time the first page was computed for, so that pages fit together. */
  cursor?: string
}

/** A page of leads. */
export interface LeadPage extends List<Lead> {
  /** Version of the model by which they are ranked, all of them. */
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
 * Everything the read API answers from; times passed in are milliseconds since 1970. Unknown lead: undefined. What ranks or
 * filters leads throws {@link CatchingUpError} when too much is due.
 */
export interface LeadBook {
  list(query: LeadQuery): Promise<LeadPage>
  /** By any id that ever named the lead, or by `email:…` or `user:…`. */
  read(id: string): Promise<Lead | undefined>
  timeline(id: string, page: PageQuery): Promise<List<TimelineEntry> | undefined>
  score(id: string, at: number): Promise<ScoreAnswer | undefined>
  /** The course of a score; from the first event and until now unless given. */
  course(id: string, range: { from?: number; to?: number }): Promise<ScoreCourse | undefined>
  /** Everything known of a lead. */
  export(id: string): Promise<LeadExport | undefined>
  /** Erases a lead for good; undefined when there is none, and none was erased under this name. */
  erase(id: string): Promise<Erasure | undefined>
  sources(range: { from: number; to: number }): Promise<SourceRow[]>
  funnel(question: FunnelQuestion): Promise<FunnelReport>
  /** In no particular order. */
  content(question: ContentQuestion): Promise<ContentRow[]>
  crossings(query: CrossingQuery): Promise<List<Crossing>>
  rejected(page: PageQuery): Promise<List<Rejected>>
  /**
   * Rates what is due, a part at a time, and records who came to another stage by fading. Resolves with the time at which
   * something is due next, in milliseconds since 1970; null for never.
   */
  refresh(): Promise<number | null>
}

/** So many leads are due after a long pause that the answer has to wait; asking again soon helps. */
export class CatchingUpError extends Error {
  override name = 'CatchingUpError'
}

/** A cursor that does not come from us; its `message` can be shown to the caller. */
export class InvalidCursorError extends Error {
  override name = 'InvalidCursorError'
}
