import { isDecision } from '../../identity/decision.ts'
import { normalizeEmail } from '../../ingest/email.ts'
import type { Snapshot } from '../../storage/port.ts'
import type { Placed } from '../../visits/extend-visits.ts'
import { eventsOfPersons, readHistory, subjectsOf } from '../history.ts'
import { MOST_REPLAYED, TooManyEventsError } from '../too-many-events-error.ts'

/** Id of the lead with a name: a current or former id, `email:…` or `user:…`; null when there is none. */
export async function findLead(snapshot: Snapshot, name: string): Promise<string | null> {
  return await snapshot.leadOf(tidyName(name))
}

/** Normalizes the e-mail address in a name. */
export function tidyName(name: string): string {
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

/**
 * All events of a lead with their visits, oldest first; undefined for an unknown lead, or one without any act of its own.
 *
 * @throws TooManyEventsError when there are more than `most`
 */
export async function readLeadEvents(
  snapshot: Snapshot,
  name: string,
  most = MOST_REPLAYED,
): Promise<{ lead: string; events: Placed[] } | undefined> {
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
  const isSomebody = events.some(({ event }) => !event.bot && !isDecision(event))
  return isSomebody ? { lead, events } : undefined
}
