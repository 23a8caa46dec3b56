import type { List, TimelineEntry, TimelineEvent } from '@leadlight/protocol'
import { z } from 'zod'
import {
  comparePositions,
  type EventPosition,
  messageIdOf,
  positionOf,
} from '../../identity/event-position.ts'
import type { PageQuery } from '../../lead-service.ts'
import type { Snapshot } from '../../storage/port.ts'
import type { StoredEvent } from '../../stored-event.ts'
import type { PlacedEvent } from '../../visits/extend-visits.ts'
import { type Visit, visitId } from '../../visits/visit.ts'
import { cutPage, readCursor } from './cursor.ts'
import { readLeadEvents } from './find-lead.ts'
import { pageViewKey, type Reading, readingTimes, reportedPageView } from './reading-times.ts'

const placeSchema = z.object({ at: z.number(), key: z.string() })

type PlacedEntry = { position: EventPosition; entry: TimelineEntry }

/**
 * A page of a lead's timeline, newest first; undefined for an unknown lead.
 *
 * @throws InvalidCursorError
 */
export async function readTimeline(
  snapshot: Snapshot,
  name: string,
  page: PageQuery,
): Promise<List<TimelineEntry> | undefined> {
  const before = placeInTimeline(page)
  const found = await readLeadEvents(snapshot, name)
  if (found === undefined) return undefined
  const entries = foldTimeline(found.events)
    .filter(({ position }) => before === undefined || comparePositions(position, before) < 0)
    .sort((a, b) => comparePositions(b.position, a.position))
  const { shown, next } = cutPage(entries, page.limit, ({ position }) => position)
  return { data: shown.map(({ entry }) => entry), next }
}

/**
 * The position before which a page of a timeline begins; undefined for the first page.
 *
 * @throws InvalidCursorError
 */
export function placeInTimeline({ cursor }: PageQuery): EventPosition | undefined {
  return readCursor(cursor, placeSchema)
}

/** Groups events, oldest first, into visits, and merges `Page Engaged` reports into their page views. */
export function foldTimeline(events: PlacedEvent[]): PlacedEntry[] {
  const readings = readingTimes(events)
  const pages = new Set(
    events.flatMap(({ event }) => (event.type === 'page' ? [pageViewKey(event, event.messageId)] : [])),
  )
  const shown = events.filter(({ event }) => {
    const pageView = reportedPageView(event)
    if (pageView === null || event.bot) return true
    // The page view may belong to another person on the same device; then its longest report represents it.
    return !pages.has(pageView) && readings.get(pageView)?.report === event
  })
  const visits = Map.groupBy(
    shown.filter(({ visit }) => visit !== null),
    ({ visit }) => visit && visitId(visit),
  )
  const single = shown.filter(({ visit }) => visit === null).map(({ event }) => event)
  return [
    ...Array.from(visits.values(), (placed) => visitEntries(placed, readings)).flat(),
    ...single.map((event): PlacedEntry => {
      const entry = { type: 'event' as const, at: iso(event.at), event: showEvent(event, readings) }
      return { position: positionOf(event), entry }
    }),
  ]
}

function visitEntries(placed: PlacedEvent[], readings: Map<string, Reading>): PlacedEntry[] {
  const visit = placed[0]?.visit
  return visit ? [{ position: visit.start, entry: visitEntry(visit, placed, readings) }] : []
}

function visitEntry(visit: Visit, placed: PlacedEvent[], readings: Map<string, Reading>): TimelineEntry {
  const events = placed.map(({ event }) => showEvent(event, readings)).reverse()
  return {
    type: 'visit',
    id: messageIdOf(visitId(visit)),
    visitor: placed[0]?.event.anonymousId ?? '',
    at: iso(visit.start.at),
    endedAt: iso(visit.last.at),
    source: visit.source,
    engagedMs: events.reduce((sum, event) => sum + (event.engagedMs ?? 0), 0),
    events,
  }
}

function showEvent(event: StoredEvent, readings: Map<string, Reading>): TimelineEvent {
  const { messageId, name, site, anonymousId: visitor, properties, bot } = event
  const pageView = event.type === 'page' ? pageViewKey(event, messageId) : reportedPageView(event)
  const reading = pageView === null || bot ? undefined : readings.get(pageView)
  const read = reading && { engagedMs: reading.engagedMs, scrollDepth: reading.scrollDepth }
  return { messageId, name, at: iso(event.at), site, visitor, properties, ...read, bot }
}

function iso(at: number): string {
  return new Date(at).toISOString()
}
