import { type Decision, isApart } from '../identity/decision.ts'
import { compareEvents } from '../identity/moment.ts'
import { extendRuns, foldRuns, identificationsIn, type Run } from '../identity/runs.ts'
import type { StoredEvent } from '../stored-event.ts'
import { extendVisits, type Placed } from './extend-visits.ts'
import type { Visit } from './visit.ts'

/** What is remembered of a visitor, so that its next events can be placed without a look into the log. */
export interface Visitor {
  /** Its `anonymousId`. */
  id: string
  /** Who it was when, oldest first. */
  runs: Run[]
  /** Identifications by `alias` messages, which may be anybody's events. */
  aliases: Run[]
  /** What was decided about who it is, if anything was. */
  decisions?: Decision[]
  /** Its latest visit; null when it is known by an `alias` message only. */
  visit: Visit | null
}

/** A visitor after some more events. */
export interface VisitorUpdate {
  visitor: Visitor
  /** The visits that began. */
  begun: Visit[]
  placed: Placed[]
}

/** A visitor that has sent nothing yet. */
export function newVisitor(id: string): Visitor {
  return { id, runs: [], aliases: [], visit: null }
}

/** Adds events, given in order, none of a crawler; null when that takes a look into the log. */
export function extendVisitor(visitor: Visitor, events: StoredEvent[]): VisitorUpdate | null {
  const visits = extendVisits(visitor.visit, events)
  if (visits === null) return null
  const { runs: known, aliases, visit, decisions } = visitor
  const identifications = identificationsIn(events, decisions)
  const runs =
    visit === null
      ? foldRuns([...aliases.filter((run) => !isApart(decisions, run.person)), ...identifications])
      : extendRuns(known, Math.max(visit.last.at, aliases.at(-1)?.at ?? visit.last.at), identifications)
  if (runs === null) return null
  return { visitor: { ...visitor, runs, visit: visits.latest }, begun: visits.begun, placed: visits.placed }
}

/**
 * Works a visitor out from all its events, those of crawlers included, which belong to no visit; in any order. What others'
 * events say of it, `aliases` and `decisions`, is taken as given.
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
