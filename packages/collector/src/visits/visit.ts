import type { JsonObject, Source } from '@leadlight/protocol'
import type { ScoringEvent } from '@leadlight/scoring'
import type { EventPosition } from '../identity/event-position.ts'
import type { SourceHint, StoredEvent } from '../stored-event.ts'

/** A visitor's events with no gap of 30 minutes or more, and from one source. */
export interface Visit {
  /** Number of the visit for its visitor, from 1. */
  number: number
  /** Its first event, which identifies it. */
  start: EventPosition
  /** Its last event. */
  last: EventPosition
  /** The event that determined its source: the first page view, or an earlier event with a hint; null before either. */
  told: EventPosition | null
  /** As in `SourceHint`. */
  campaignKey: string | null
  source: Source
}

/** A visit's id, unique within the collector. */
export function visitId(visit: Visit): string {
  return `visit:${visit.start.key}`
}

/** Whether an event determines the source of its visit: by a hint, or as a page view without one (direct). */
export function tellsSource(event: StoredEvent): boolean {
  return event.source !== null || event.type === 'page' || event.type === 'screen'
}

/** The source that an event determines; direct without a hint. */
export function sourceOf(event: StoredEvent, visitBeganAt: number): Source {
  const { campaignKey: _, ...hint } = event.source ?? directHint
  return { ...hint, landingPath: pathOf(event), at: new Date(visitBeganAt).toISOString() }
}

const directHint: SourceHint = {
  channel: 'direct',
  source: null,
  medium: null,
  campaign: null,
  term: null,
  content: null,
  referrer: null,
  clickId: null,
  campaignKey: null,
}

/** The path of the page that an event happened on; null when unknown. */
export function pathOf(event: StoredEvent): string | null {
  const { path } = event.properties
  if (typeof path === 'string') return path
  const page = event.context.page as JsonObject | null | undefined
  return typeof page?.path === 'string' ? page.path : null
}

/** The event `Visit Started` as rules see it, at the time of the visit's first event. */
export function visitStarted(visit: Visit): ScoringEvent {
  const { channel, source, medium, campaign } = visit.source
  return {
    id: visitId(visit),
    at: visit.start.at,
    name: 'Visit Started',
    properties: { number: visit.number, channel, source, medium, campaign },
    visit: visitId(visit),
    excluded: null,
  }
}
