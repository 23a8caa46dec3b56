import { VISIT_GAP_MS } from '@leadlight/protocol'
import { compareEvents, isBefore, positionOf } from '../identity/event-position.ts'
import type { StoredEvent } from '../stored-event.ts'
import { sourceOf, tellsSource, type Visit } from './visit.ts'

/** An event with its visit. */
export interface PlacedEvent {
  event: StoredEvent
  /** Null for events of servers and bots. */
  visit: Visit | null
  /** Whether it is the first event of the visit. */
  starts: boolean
}

/** A visitor's visits after some more events. */
export interface ExtendedVisits {
  /** The latest visit. */
  latest: Visit | null
  /** The visits that began with these events. */
  begun: Visit[]
  /** The events, in the order given. */
  placed: PlacedEvent[]
}

/**
 * Places events, given in order, into a visitor's visits. Null when one comes too late and would change earlier visits, so that
 * they must be recomputed from the log.
 */
export function extendVisits(known: Visit | null, events: StoredEvent[]): ExtendedVisits | null {
  let latest = known && { ...known }
  /** The last event of the latest visit, until it is recorded as its `last`. */
  let last: StoredEvent | null = null
  const begun: Visit[] = []
  const placed: PlacedEvent[] = []
  for (const event of events) {
    const late: boolean =
      latest !== null && (last === null ? isBefore(event, latest.last) : compareEvents(event, last) < 0)
    if (latest === null || endsBefore(latest, (last ?? latest.last).at, event)) {
      if (late) return null
      if (latest !== null && last !== null) latest.last = positionOf(last)
      last = null
      latest = begin(event, (latest?.number ?? 0) + 1)
      begun.push(latest)
      placed.push({ event, visit: latest, starts: true })
      continue
    }
    if (isBefore(event, latest.start)) return null
    if (tellsSource(event) && (latest.told === null || isBefore(event, latest.told))) {
      if (begun.length === 0) return null
      tell(latest, event)
    }
    if (!late) last = event
    placed.push({ event, visit: latest, starts: false })
  }
  if (latest !== null && last !== null) latest.last = positionOf(last)
  return { latest, begun, placed }
}

function endsBefore(visit: Visit, lastAt: number, event: StoredEvent): boolean {
  if (event.at - lastAt >= VISIT_GAP_MS) return true
  if (event.source === null || visit.told === null) return false
  const { campaignKey, channel, source } = event.source
  if (campaignKey !== null) return campaignKey !== visit.campaignKey
  // Another search engine, network or mailbox. A referral may be a payment page that sends the visitor back.
  return channel !== 'referral' && source !== visit.source.source
}

function begin(event: StoredEvent, number: number): Visit {
  const start = positionOf(event)
  const source = sourceOf(event, event.at)
  const visit: Visit = { number, start, last: start, told: null, campaignKey: null, source }
  if (tellsSource(event)) tell(visit, event)
  return visit
}

function tell(visit: Visit, event: StoredEvent): void {
  visit.told = positionOf(event)
  visit.campaignKey = event.source?.campaignKey ?? null
  visit.source = sourceOf(event, visit.start.at)
}
