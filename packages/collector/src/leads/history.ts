import { compareEvents } from '../identity/event-position.ts'
import { subjectOf, visitorSubject } from '../identity/subject.ts'
import { personOf } from '../identity/visitor-identity.ts'
import type { StoredEvent } from '../stored-event.ts'
import type { PlacedEvent } from '../visits/extend-visits.ts'
import { foldVisitor, type Visitor, type VisitorUpdate } from '../visits/visitor.ts'

/** The events in the log of some visitors, and of some persons without a visitor (sent by servers). */
export interface History {
  /** By `anonymousId`. */
  visitors: Map<string, VisitorUpdate>
  /** Events without an `anonymousId`, by person. */
  withoutVisitor: Map<string, PlacedEvent[]>
}

/** Reads the log, and recomputes the visitors' visits and identities; their `aliases` and `decisions` are taken as given. */
export async function readHistory(
  reader: { events(subjects: string[]): Promise<StoredEvent[]> },
  visitors: Visitor[],
  persons: string[],
): Promise<History> {
  const subjects = subjectsOf(visitors, persons)
  const bySubject = new Map<string | null, StoredEvent[]>(subjects.map((subject) => [subject, []]))
  if (subjects.length > 0) {
    for (const event of await reader.events(subjects)) bySubject.get(subjectOf(event))?.push(event)
  }
  return {
    visitors: new Map(
      visitors.map((visitor) => [
        visitor.id,
        foldVisitor(visitor, bySubject.get(visitorSubject(visitor.id)) ?? []),
      ]),
    ),
    withoutVisitor: new Map(
      persons.map((person) => [person, placeWithoutVisit(bySubject.get(person) ?? [])]),
    ),
  }
}

/** The subjects under which the events of visitors and persons are stored. */
export function subjectsOf(visitors: readonly Pick<Visitor, 'id'>[], persons: readonly string[]): string[] {
  return [...visitors.map((visitor) => visitorSubject(visitor.id)), ...persons]
}

/** Places events without an `anonymousId`, which belong to no visit. */
export function placeWithoutVisit(events: StoredEvent[]): PlacedEvent[] {
  return events.map((event) => ({ event, visit: null, starts: false }))
}

/** All events in a history with their persons, unordered; events of nobody are omitted. */
export function* eventsWithPersons(history: History): Generator<[person: string, placed: PlacedEvent]> {
  for (const { visitor, placed } of history.visitors.values()) {
    for (const item of placed) {
      const person = personOf(visitor, item.event)
      if (person !== null) yield [person, item]
    }
  }
  for (const [person, placed] of history.withoutVisitor) for (const item of placed) yield [person, item]
}

/** The events of some persons in a history, oldest first. */
export function eventsOfPersons(history: History, persons: Set<string>): PlacedEvent[] {
  return Array.from(eventsWithPersons(history))
    .flatMap(([person, placed]) => (persons.has(person) ? [placed] : []))
    .sort((a, b) => compareEvents(a.event, b.event))
}
