import type { StoredEvent } from '../stored-event.ts'
import { identifiedPerson } from './event-identifiers.ts'
import { comparePositions, type EventPosition, positionOf } from './event-position.ts'
import { isUnlinked, type LinkDecision } from './link-decision.ts'

/** An event that identifies a visitor as a person. */
export interface Identification extends EventPosition {
  /** Key of the person. */
  person: string
}

/** The identity of a visitor over time. */
export interface VisitorIdentity {
  /**
   * The identifications at which its person changed, oldest first: each holds until the next one, the first one also for the time
   * before it.
   */
  runs: Identification[]
  /** Decisions about its links to persons; absent when there are none. */
  decisions?: LinkDecision[]
}

/** The identifications among a visitor's events, except those whose link was removed. */
export function identificationsIn(events: StoredEvent[], decisions?: LinkDecision[]): Identification[] {
  return events.flatMap((event) => {
    const person = identifiedPerson(event)
    return person === null || isUnlinked(decisions, person) ? [] : [{ ...positionOf(event), person }]
  })
}

/** The identifications at which a visitor's person changed, from all of them in any order. */
export function identityChanges(identifications: Identification[]): Identification[] {
  return identifications
    .toSorted(comparePositions)
    .filter((identification, index, sorted) => identification.person !== sorted[index - 1]?.person)
}

/**
 * Adds later identifications, in order, to those at which the person changed; null when they change the person of earlier
 * events, so that the visitor must be recomputed from the log.
 *
 * @param lastAt time of the newest event so far that was from the visitor or, by an alias, about it
 */
export function extendIdentity(
  runs: Identification[],
  lastAt: number,
  identifications: Identification[],
): Identification[] | null {
  const extended = [...runs]
  for (const identification of identifications) {
    const last = extended.at(-1)
    if (last === undefined || comparePositions(identification, last) < 0) return null
    if (identification.person === last.person) continue
    if (identification.at <= lastAt) return null
    extended.push(identification)
  }
  return extended
}

/**
 * The person of a visitor's event. An identifying event belongs to the person it names; any other to the latest identification
 * at or before its time, or else to the first one; null while there is none. An identification whose link was removed does
 * not count.
 */
export function personOf(identity: VisitorIdentity, event: StoredEvent): string | null {
  const sender = identifiedPerson(event)
  return sender !== null && !isUnlinked(identity.decisions, sender) ? sender : personAt(identity, event.at)
}

/** The person of what a visitor did without a name at a time, in milliseconds since 1970; null while there is none. */
export function personAt({ runs }: Pick<VisitorIdentity, 'runs'>, at: number): string | null {
  return (runs.findLast((identification) => identification.at <= at) ?? runs[0])?.person ?? null
}
