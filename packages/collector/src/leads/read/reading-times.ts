import { PAGE_ENGAGED } from '../../event-names.ts'
import type { StoredEvent } from '../../stored-event.ts'
import type { PlacedEvent } from '../../visits/extend-visits.ts'

/** The engagement with a page view. */
export interface Reading {
  /** Engaged time in milliseconds. */
  engagedMs: number
  /** Deepest scroll in percent. */
  scrollDepth: number
  /** The report with the longest engaged time; of equal ones the earliest. */
  report: StoredEvent
}

/** Identifies a page view within a lead; includes the visitor, so that visitors cannot affect each other's page views. */
export function pageViewKey(event: StoredEvent, pageViewId: string): string {
  return JSON.stringify([event.anonymousId ?? event.userId, pageViewId])
}

/** Key of the page view that a `Page Engaged` event reports on; null for other events. */
export function reportedPageView(event: StoredEvent): string | null {
  const id = event.properties.page_view_id
  return event.name === PAGE_ENGAGED && typeof id === 'string' ? pageViewKey(event, id) : null
}

/** The engagement with each page view, from `Page Engaged` events in order of time. */
export function readingTimes(events: PlacedEvent[]): Map<string, Reading> {
  const readings = new Map<string, Reading>()
  for (const { event } of events) {
    const key = reportedPageView(event)
    if (key === null || event.bot) continue
    const { engaged_ms: engagedMs, scroll_depth: scrollDepth } = event.properties
    const reading = { engagedMs: positive(engagedMs), scrollDepth: positive(scrollDepth), report: event }
    const known = readings.get(key)
    const longest = known === undefined || reading.engagedMs > known.engagedMs ? reading : known
    const deepest = Math.max(reading.scrollDepth, known?.scrollDepth ?? 0)
    readings.set(key, { ...longest, scrollDepth: deepest })
  }
  return readings
}

function positive(value: unknown): number {
  return typeof value === 'number' && value > 0 ? value : 0
}
