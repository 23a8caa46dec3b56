import type { Scorer, ScoringEvent } from '@leadlight/scoring'
import { isDecision } from '../identity/decision.ts'
import { compareMoments, eventKey } from '../identity/moment.ts'
import type { StoredEvent } from '../stored-event.ts'
import type { Placed } from '../visits/extend-visits.ts'
import { type Visit, visitId, visitStarted } from '../visits/visit.ts'
import type { LeadRecord, Touch } from './lead-record.ts'
import { addTraits, traitValues } from './traits.ts'

/**
 * Adds one event to its lead; the sum is the same for every order of events, but for a model that remembers stages: then they
 * have to come in order. Crawlers' events and decisions about links add nothing.
 */
export function addToLead(lead: LeadRecord, placed: Placed, scorer: Scorer): void {
  const { event, visit } = placed
  if (event.bot || isDecision(event)) return
  // All events of one millisecond count before it is judged what they reach.
  if (scorer.remembersStage && event.at > lead.lastSeen && Number.isFinite(lead.lastSeen)) {
    const { state, lastSeen, reached } = lead
    const range: [number, number] = [lastSeen, event.at - 1]
    lead.reached = scorer.follow(state, traitValues(lead.traits), range, { reached }).reached
  }
  lead.firstSeen = Math.min(lead.firstSeen, event.at)
  lead.lastSeen = Math.max(lead.lastSeen, event.at)
  if (event.anonymousId !== null) addSorted(lead.visitors, event.anonymousId)
  addTraits(lead.traits, event)
  if (visit !== null) addTouch(lead, { source: visit.source, start: visit.start })
  for (const item of scoringEvents(placed)) scorer.add(lead.state, item)
}

/** What the rules see of an event: itself, and the beginning of its visit if it is the first one there. */
export function scoringEvents({ event, visit, starts }: Placed): ScoringEvent[] {
  if (isDecision(event)) return []
  const own = scoringEvent(event, visit)
  return visit !== null && starts ? [visitStarted(visit), own] : [own]
}

function scoringEvent(event: StoredEvent, visit: Visit | null): ScoringEvent {
  return {
    id: eventKey(event),
    at: event.at,
    name: event.name,
    properties: event.properties,
    visit: visit && visitId(visit),
    trusted: event.trusted,
    excluded: event.bot ? 'bot' : event.properties.outcome === 'attempted' ? 'attempted' : null,
  }
}

function addTouch(lead: LeadRecord, touch: Touch): void {
  const { firstTouch, lastTouch } = lead
  if (firstTouch === null || compareMoments(touch.start, firstTouch.start) < 0) lead.firstTouch = touch
  if (lastTouch === null || isLater(touch, lastTouch)) lead.lastTouch = touch
}

/** Any visit that was not direct comes after every direct one. */
function isLater(touch: Touch, other: Touch): boolean {
  const direct = touch.source.channel === 'direct'
  if (direct !== (other.source.channel === 'direct')) return !direct
  return compareMoments(touch.start, other.start) > 0
}

function addSorted(values: string[], value: string): void {
  if (values.includes(value)) return
  values.push(value)
  values.sort()
}
