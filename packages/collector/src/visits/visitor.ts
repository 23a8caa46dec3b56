import { compareEvents } from '../identity/event-position.ts'
import { isUnlinked, type LinkDecision } from '../identity/link-decision.ts'
import {
  extendIdentity,
  type Identification,
  identificationsIn,
  identityChanges,
} from '../identity/visitor-identity.ts'
import type { StoredEvent } from '../stored-event.ts'
import { extendVisits, type PlacedEvent } from './extend-visits.ts'
import type { Visit } from './visit.ts'

/** The state of a visitor that is needed to process its next events without reading the log. */
export interface Visitor {
  /** Its `anonymousId`. */
  id: string
  /** Its persons over time, oldest first. */
  runs: Identification[]
  /** Identifications by `alias` messages, which may come from other senders. */
  aliases: Identification[]
  /** Decisions about its links to persons, if there are any. */
  decisions?: LinkDecision[]
  /** Its latest visit; null when it is known by an `alias` message only. */
  visit: Visit | null
}

/** A visitor after more events. */
export interface VisitorUpdate {
  visitor: Visitor
  /** The visits that began. */
  begun: Visit[]
  placed: PlacedEvent[]
}

/** A visitor without events. */
export function newVisitor(id: string): Visitor {
  return { id, runs: [], aliases: [], visit: null }
}

/** Adds events, in order, none of them from bots; null when the visitor must be recomputed from the log. */
export function extendVisitor(visitor: Visitor, events: StoredEvent[]): VisitorUpdate | null {
  const visits = extendVisits(visitor.visit, events)
  if (visits === null) return null
  const { runs: known, aliases, visit, decisions } = visitor
  const identifications = identificationsIn(events, decisions)
  const runs =
    visit === null
      ? identityChanges([
          ...aliases.filter((identification) => !isUnlinked(decisions, identification.person)),
          ...identifications,
        ])
      : extendIdentity(known, Math.max(visit.last.at, aliases.at(-1)?.at ?? visit.last.at), identifications)
  if (runs === null) return null
  return { visitor: { ...visitor, runs, visit: visits.latest }, begun: visits.begun, placed: visits.placed }
}

/**
 * Recomputes a visitor from all its events in any order, including those of bots, which belong to no visit. `aliases` and
 * `decisions`, which come from other events, are taken as given.
 */
export function foldVisitor(
  { id, aliases, decisions }: Pick<Visitor, 'id' | 'aliases' | 'decisions'>,
  events: StoredEvent[],
): VisitorUpdate {
  const people = events.filter((event) => !event.bot).sort(compareEvents)
  const update = extendVisitor({ ...newVisitor(id), aliases, ...(decisions && { decisions }) }, people)
  if (update === null) throw new Error(`The visits of ${id} cannot be worked out: events out of order`)
  const crawled = events.filter((event) => event.bot)
  return {
    ...update,
    placed: [...update.placed, ...crawled.map((event) => ({ event, visit: null, starts: false }))],
  }
}
