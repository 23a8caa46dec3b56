import { aliasedVisitor, visitorLinkDecision } from '../identity/event-identifiers.ts'
import { compareEvents, comparePositions, positionOf } from '../identity/event-position.ts'
import { type LinkDecision, mergeLinkDecisions } from '../identity/link-decision.ts'
import { userKey } from '../identity/person-key.ts'
import { type Identification, identificationsIn } from '../identity/visitor-identity.ts'
import type { Snapshot } from '../storage/port.ts'
import type { StoredEvent } from '../stored-event.ts'
import { extendVisitor, newVisitor, type Visitor, type VisitorUpdate } from '../visits/visitor.ts'

/** A visitor with new events, or named by an `alias` message or a decision. */
export interface TouchedVisitor {
  /** Its stored state with new `aliases` and `decisions`. */
  before: Visitor
  /** Its state with the new events; null when it must be recomputed from the log. */
  extended: VisitorUpdate | null
  /** All persons that it was identified as, or is by the new events. */
  persons: Set<string>
}

/**
 * Adds new events to the stored state of their visitors, at a cost that does not grow with their history. The visitor must
 * be recomputed from the log, by the caller, when an event changes the meaning of earlier ones: the first identification, a
 * late one, an `alias`, an event before the latest visit.
 */
export async function updateVisitors(
  reader: Snapshot,
  events: StoredEvent[],
): Promise<Map<string, TouchedVisitor>> {
  const own = ofVisitors(events)
  const aliases = Map.groupBy(aliasesIn(events), ({ visitor }) => visitor)
  const decided = Map.groupBy(
    events.filter(({ trusted }) => trusted).flatMap((event) => visitorLinkDecision(event) ?? []),
    ({ visitor }) => visitor,
  )
  const ids = new Set([...own.keys(), ...aliases.keys(), ...decided.keys()])
  const known = new Map((await reader.visitors([...ids])).map((visitor) => [visitor.id, visitor]))
  return new Map(
    Array.from(ids, (id) => {
      const visitor = known.get(id)
      // They are usually sorted already.
      const events = own.get(id)?.sort(compareEvents) ?? []
      const added = aliases.get(id)?.map(({ identification }) => identification) ?? []
      const decisions = decided.get(id)?.map(({ decision }) => decision) ?? []
      const before = withLinks(visitor ?? newVisitor(id), added, decisions)
      const changesPast = visitor !== undefined && added.length + decisions.length > 0
      const extended = changesPast ? null : extendVisitor(before, events)
      const identifications = [...before.runs, ...added, ...decisions, ...identificationsIn(events)]
      return [
        id,
        {
          before,
          extended,
          persons: new Set(identifications.map((identification) => identification.person)),
        },
      ]
    }),
  )
}

/** Adds aliases and decisions from other events to a visitor, sorted, so that their order of arrival does not matter. */
function withLinks(visitor: Visitor, aliases: Identification[], decisions: LinkDecision[]): Visitor {
  return {
    ...visitor,
    ...(aliases.length > 0 && { aliases: [...visitor.aliases, ...aliases].sort(comparePositions) }),
    ...(decisions.length > 0 && { decisions: mergeLinkDecisions(visitor.decisions, decisions) }),
  }
}

function ofVisitors(events: StoredEvent[]): Map<string, StoredEvent[]> {
  const byVisitor = new Map<string, StoredEvent[]>()
  for (const event of events) {
    if (event.anonymousId === null) continue
    const others = byVisitor.get(event.anonymousId)
    if (others === undefined) byVisitor.set(event.anonymousId, [event])
    else others.push(event)
  }
  return byVisitor
}

function aliasesIn(events: StoredEvent[]): { visitor: string; identification: Identification }[] {
  return events
    .filter(({ type }) => type === 'alias')
    .flatMap((event) => {
      const visitor = aliasedVisitor(event)
      if (visitor === null || event.userId === null) return []
      return [{ visitor, identification: { ...positionOf(event), person: userKey(event.userId) } }]
    })
}

/** Whether a visitor was anonymous before, so that its whole history is new to its lead. */
export function wasAnonymous({ before }: TouchedVisitor): boolean {
  return before.runs.length === 0
}
