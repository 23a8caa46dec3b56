import type { Scorer } from '@leadlight/scoring'
import { isLinkDecision } from '../../identity/link-decision.ts'
import { normalizeEmail } from '../../ingest/email.ts'
import type { Snapshot } from '../../storage/port.ts'
import type { PlacedEvent } from '../../visits/extend-visits.ts'
import { eventsOfPersons, readHistory, subjectsOf } from '../history.ts'
import { requireFresh } from '../require-fresh.ts'
import { MAX_REPLAYED_EVENTS, TooManyEventsError } from '../too-many-events-error.ts'

/** Id of the lead with a name: a current or former id, `email:…` or `user:…`; null when there is none. */
export async function findLead(snapshot: Snapshot, name: string): Promise<string | null> {
  return await snapshot.leadOf(normalizeName(name))
}

/** Normalizes the e-mail address in a name. */
export function normalizeName(name: string): string {
  const email = name.startsWith('email:') ? normalizeEmail(name.slice('email:'.length)) : undefined
  return email === undefined ? name : `email:${email}`
}

/** How many events a lead has, those of crawlers included, counted no further than `most`; 0 for an unknown one. */
export async function countLeadEvents(snapshot: Snapshot, name: string, most: number): Promise<number> {
  const lead = await findLead(snapshot, name)
  if (lead === null) return 0
  const keys = (await snapshot.members([lead])).map((person) => person.key)
  return await snapshot.countEvents(subjectsOf(await snapshot.visitorsOf(keys), keys), most)
}

/** All events of a lead with their visits, oldest first. */
export interface LeadEvents {
  lead: string
  events: PlacedEvent[]
}

/** When the latest of these events that count happened, as `latestOf` tells of a lead. */
export function latestIn(events: readonly PlacedEvent[]): number {
  return events.findLast(isAct)?.event.at ?? 0
}

function isAct({ event }: PlacedEvent): boolean {
  return !event.bot && !isLinkDecision(event)
}

/**
 * The events of a lead like {@link readLeadEvents}, to be scored by the current model.
 *
 * @throws StaleModelError, and what `readLeadEvents` throws
 */
export async function readLeadToScore(
  snapshot: Snapshot,
  scorer: Scorer,
  name: string,
  most?: number,
): Promise<LeadEvents | undefined> {
  const found = await readLeadEvents(snapshot, name, most)
  const [record] = found === undefined ? [] : await snapshot.leads([found.lead])
  if (record !== undefined) requireFresh(record, scorer)
  return found
}

/**
 * All events of a lead with their visits, oldest first; undefined for an unknown lead, or one without any act of its own.
 *
 * @throws TooManyEventsError when there are more than `most`
 */
export async function readLeadEvents(
  snapshot: Snapshot,
  name: string,
  most = MAX_REPLAYED_EVENTS,
): Promise<LeadEvents | undefined> {
  const lead = await findLead(snapshot, name)
  if (lead === null) return undefined
  const members = await snapshot.members([lead])
  const keys = members.map((person) => person.key)
  const visitors = await snapshot.visitorsOf(keys)
  if (most < Number.POSITIVE_INFINITY) {
    const count = await snapshot.countEvents(subjectsOf(visitors, keys), most + 1)
    if (count > most) throw new TooManyEventsError()
  }
  const history = await readHistory(snapshot, visitors, keys)
  const events = eventsOfPersons(history, new Set(keys))
  return events.some(isAct) ? { lead, events } : undefined
}
