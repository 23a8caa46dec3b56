import type { StoredEvent } from '../stored-event.ts'
import { type Decision, isApart } from './decision.ts'
import { compareMoments, type Moment, momentOf } from './moment.ts'
import { senderOf } from './naming.ts'

/** A run of events of one person on a visitor's device: from this moment on; the first run also covers the time before it. */
export interface Run extends Moment {
  /** Key of the person. */
  person: string
}

/** The identity of a visitor over time. */
export interface Identified {
  runs: Run[]
  /** Decisions about its links to persons; absent when there are none. */
  decisions?: Decision[]
}

/** The identifications among a visitor's events, except those whose link was removed. */
export function identificationsIn(events: StoredEvent[], decisions?: Decision[]): Run[] {
  return events.flatMap((event) => {
    const person = senderOf(event)
    return person === null || isApart(decisions, person) ? [] : [{ ...momentOf(event), person }]
  })
}

/** The runs of a visitor, from all its identifications in any order. */
export function foldRuns(identifications: Run[]): Run[] {
  return identifications
    .toSorted(compareMoments)
    .filter((run, index, sorted) => run.person !== sorted[index - 1]?.person)
}

/**
 * Extends runs by later identifications, in order; null when they change the person of earlier events, so that the visitor must
 * be recomputed from the log.
 *
 * @param lastAt time of the newest event so far that was from the visitor or, by an alias, about it
 */
export function extendRuns(runs: Run[], lastAt: number, identifications: Run[]): Run[] | null {
  const extended = [...runs]
  for (const run of identifications) {
    const last = extended.at(-1)
    if (last === undefined || compareMoments(run, last) < 0) return null
    if (run.person === last.person) continue
    if (run.at <= lastAt) return null
    extended.push(run)
  }
  return extended
}

/**
 * The person of a visitor's event. An identifying event belongs to the person it names; any other to the latest identification
 * at or before its time, or else to the first one; null while there is none. An identification whose link was removed does
 * not count.
 */
export function personOf({ runs, decisions }: Identified, event: StoredEvent): string | null {
  const sender = senderOf(event)
  if (sender !== null && !isApart(decisions, sender)) return sender
  return (runs.findLast((run) => run.at <= event.at) ?? runs[0])?.person ?? null
}
