import type { Scorer, ScoringEvent } from '@leadlight/scoring'
import { isByHand } from '../by-hand/is-by-hand.ts'
import { setOwner } from '../by-hand/owner.ts'
import { comparePositions, eventKey } from '../identity/event-position.ts'
import { isLinkDecision } from '../identity/link-decision.ts'
import type { StoredEvent } from '../stored-event.ts'
import type { PlacedEvent } from '../visits/extend-visits.ts'
import { type Visit, visitId, visitStarted } from '../visits/visit.ts'
import { type LeadRecord, latestOf, type Touch } from './lead-record.ts'
import { addTraits, traitValues } from './traits.ts'

/**
 * Adds an event to its lead. The result does not depend on the order of events, unless the model remembers stages: then they
 * must be added in order. Events of bots and decisions about links add nothing.
 */
export function addToLead(lead: LeadRecord, placed: PlacedEvent, scorer: Scorer): void {
  const { event, visit } = placed
  if (event.bot || isLinkDecision(event)) return
  // All events of a millisecond are added before stages are evaluated.
  const latest = latestOf(lead)
  if (scorer.remembersStage && event.at > latest && Number.isFinite(latest)) {
    const { state, reached } = lead
    const range: [number, number] = [latest, event.at - 1]
    lead.reached = scorer.follow(state, traitValues(lead.traits), range, { reached }).reached
  }
  lead.firstSeen = Math.min(lead.firstSeen, event.at)
  updateLastSeen(lead, event)
  if (event.anonymousId !== null) addSorted(lead.visitors, event.anonymousId)
  addTraits(lead.traits, event)
  setOwner(lead, event)
  if (visit !== null) addTouch(lead, { source: visit.source, start: visit.start })
  for (const item of scoringEvents(placed)) scorer.add(lead.state, item)
}

/** An event as rules see it, preceded by `Visit Started` if it is the first of its visit. */
export function scoringEvents({ event, visit, starts }: PlacedEvent): ScoringEvent[] {
  if (isLinkDecision(event)) return []
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

/** Updates `lastSeen`. A change by hand counts only while the lead has no event of its own. */
function updateLastSeen(lead: LeadRecord, event: StoredEvent): void {
  const isNew = !Number.isFinite(lead.lastSeen)
  if (isByHand(event)) {
    lead.byHand = Math.max(lead.byHand ?? event.at, event.at)
    if (isNew) lead.unseen = true
    if (lead.unseen) lead.lastSeen = lead.byHand
    return
  }
  lead.lastSeen = lead.unseen ? event.at : Math.max(lead.lastSeen, event.at)
  delete lead.unseen
}

function addTouch(lead: LeadRecord, touch: Touch): void {
  const { firstTouch, lastTouch } = lead
  if (firstTouch === null || comparePositions(touch.start, firstTouch.start) < 0) lead.firstTouch = touch
  if (lastTouch === null || isLater(touch, lastTouch)) lead.lastTouch = touch
}

/** Whether a touch replaces another as the last one; a direct visit never replaces one that was not. */
function isLater(touch: Touch, other: Touch): boolean {
  const direct = touch.source.channel === 'direct'
  if (direct !== (other.source.channel === 'direct')) return !direct
  return comparePositions(touch.start, other.start) > 0
}

function addSorted(values: string[], value: string): void {
  if (values.includes(value)) return
  values.push(value)
  values.sort()
}
