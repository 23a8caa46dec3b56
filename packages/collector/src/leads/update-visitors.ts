import { compareMoments, momentOf } from '../identity/moment.ts'
import { aliasedVisitor, userKey } from '../identity/naming.ts'
import { identificationsIn, type Run } from '../identity/runs.ts'
import type { Snapshot } from '../storage/port.ts'
import type { StoredEvent } from '../stored-event.ts'
import { extendVisitor, newVisitor, type Visitor, type VisitorUpdate } from '../visits/visitor.ts'

/** A visitor that new events came from, or that an `alias` message spoke of. */
export interface TouchedVisitor {
  /** As it was, new `aliases` added. */
  before: Visitor
  /** With the new events; null when only the log can tell. */
  extended: VisitorUpdate | null
  /** Everybody it was or, by the new events, is said to be. */
  persons: Set<string>
}

/**
 * Adds new events, given in order, to the visitors they came from, by what is remembered of them. The cost does not grow
 * with their history. The log is needed, and left to the caller, when an event changes what earlier ones meant: the first
 * identification, one that comes late, an `alias`, an event before the latest visit.
 */
export async function updateVisitors(
  reader: Snapshot,
  events: StoredEvent[],
): Promise<Map<string, TouchedVisitor>> {
  const own = Map.groupBy(
    events.filter((event) => event.anonymousId !== null),
    (event) => event.anonymousId,
  )
  const aliases = Map.groupBy(aliasesIn(events), ({ visitor }) => visitor)
  const ids = new Set([...own.keys(), ...aliases.keys()].filter((id) => id !== null))
  const known = new Map((await reader.visitors([...ids])).map((visitor) => [visitor.id, visitor]))
  return new Map(
    Array.from(ids, (id) => {
      const visitor = known.get(id)
      const events = own.get(id) ?? []
      const added = aliases.get(id)?.map(({ run }) => run) ?? []
      const before = withAliases(visitor ?? newVisitor(id), added)
      const extended = visitor !== undefined && added.length > 0 ? null : extendVisitor(before, events)
      const identifications = [...before.runs, ...added, ...identificationsIn(events)]
      return [id, { before, extended, persons: new Set(identifications.map((run) => run.person)) }]
    }),
  )
}

function withAliases(visitor: Visitor, added: Run[]): Visitor {
  if (added.length === 0) return visitor
  // Their runs, though not their order of arrival, are all that matters.
  return { ...visitor, aliases: [...visitor.aliases, ...added].sort(compareMoments) }
}

function aliasesIn(events: StoredEvent[]): { visitor: string; run: Run }[] {
  return events.flatMap((event) => {
    const visitor = aliasedVisitor(event)
    if (visitor === null || event.userId === null) return []
    return [{ visitor, run: { ...momentOf(event), person: userKey(event.userId) } }]
  })
}

/** Whether a visitor belonged to nobody so far: then its whole history is new to the lead that it gets. */
export function wasAnonymous({ before }: TouchedVisitor): boolean {
  return before.runs.length === 0
}
