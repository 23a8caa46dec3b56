import { compareEvents } from '../identity/event-position.ts'
import { groupPersons } from '../identity/group-persons.ts'
import { isLinkDecision } from '../identity/link-decision.ts'
import { eventsWithPersons, readHistory, subjectsOf } from '../leads/history.ts'
import type { LeadRecord } from '../leads/lead-record.ts'
import { MAX_REPLAYED_EVENTS } from '../leads/too-many-events-error.ts'
import type { LeadListing, Snapshot, Store } from '../storage/port.ts'
import type { PlacedEvent } from '../visits/extend-visits.ts'

/** A lead with its events. */
export interface LeadHistory {
  id: string
  /** Oldest first, without bots' events and decisions about links; null when there are too many to replay. */
  events: PlacedEvent[] | null
}

/** Few, so that other readers do not wait for long. */
const LEADS_AT_ONCE = 20

/** With more events than this, leads are read one by one, so that they fit into memory. */
const EVENTS_AT_ONCE = 20_000

/**
 * Reads all leads first seen until `to` (milliseconds since 1970), a few at a time, each from one consistent snapshot, so
 * that events can be stored meanwhile.
 */
export async function* eachLead(store: Store, to: number): AsyncGenerator<LeadHistory> {
  let after: LeadListing['after'] = null
  while (true) {
    const place: LeadListing['after'] = after
    const records: LeadRecord[] = await store.read((snapshot) =>
      snapshot.listLeads({ by: 'firstSeen', descending: false, after: place, limit: LEADS_AT_ONCE }),
    )
    const ids = records.map(({ id }) => id)
    const together = await store.read((snapshot) => readLeads(snapshot, ids, EVENTS_AT_ONCE))
    if (together !== null) yield* together
    else {
      for (const id of ids) {
        const alone = await store.read((snapshot) => readLeads(snapshot, [id], MAX_REPLAYED_EVENTS))
        yield* alone ?? [{ id, events: null }]
      }
    }
    const last = records.at(-1)
    if (last === undefined || last.firstSeen > to) return
    after = { value: last.firstSeen, id: last.id }
  }
}

/** The histories of leads; null when they have more than `most` events. */
async function readLeads(snapshot: Snapshot, ids: string[], most: number): Promise<LeadHistory[] | null> {
  const members = await snapshot.members(ids)
  const persons = new Map(members.map((person) => [person.key, person]))
  groupPersons(persons)
  const keys = [...persons.keys()]
  const visitors = await snapshot.visitorsOf(keys)
  if ((await snapshot.countEvents(subjectsOf(visitors, keys), most + 1)) > most) return null
  const history = await readHistory(snapshot, visitors, keys)
  const byLead = new Map<string, PlacedEvent[]>(ids.map((id) => [id, []]))
  for (const [person, placed] of eventsWithPersons(history)) {
    if (placed.event.bot || isLinkDecision(placed.event)) continue
    byLead.get(persons.get(person)?.lead ?? '')?.push(placed)
  }
  return Array.from(byLead, ([id, events]) => ({
    id,
    events: events.sort((a, b) => compareEvents(a.event, b.event)),
  }))
}
