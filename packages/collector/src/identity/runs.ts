import type { StoredEvent } from '../stored-event.ts'
import { type Decision, isApart } from './decision.ts'
import { compareMoments, type Moment, momentOf } from './moment.ts'
import { senderOf } from './naming.ts'

/** From this moment on a visitor is this person; the first run also covers the time before it. */
export interface Run extends Moment {
  /** Key of the person. */
  person: string
}

/** Who a visitor was when, and who it was not. */
export interface Identified {
  runs: Run[]
  /** About the persons it is said to be; only those that were ever made. */
  decisions?: Decision[]
}

/** The identifications among a visitor's events, but those that were taken apart. */
export function identificationsIn(events: StoredEvent[], decisions?: Decision[]): Run[] {
  return events.flatMap((event) => {
    const person = senderOf(event)
    return person === null || isApart(decisions, person) ? [] : [{ ...momentOf(event), person }]
  })
}

/** The runs that all identifications of a visitor make, given in any order. */
export function foldRuns(identifications: Run[]): Run[] {
  return identifications
    .toSorted(compareMoments)
    .filter((run, index, sorted) => run.person !== sorted[index - 1]?.person)
}

/**
 * The runs after later identifications, which are given in order; null when they change whose the visitor's earlier
 * events are, so that only the log can tell.
 *
 * @param lastAt time of the newest event that was from or, by an alias, about the visitor so far
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
 * Whose an event of a visitor is: an identifying event is its own person's; any other belongs to the latest
 * identification at or before its time, or else to the first one; null as long as there is none. What the visitor said as
 * somebody from whom it was taken apart identifies nobody.
 */
export function personOf({ runs, decisions }: Identified, event: StoredEvent): string | null {
  const sender = senderOf(event)
  if (sender !== null && !isApart(decisions, sender)) return sender
  return (runs.findLast((run) => run.at <= event.at) ?? runs[0])?.person ?? null
}
