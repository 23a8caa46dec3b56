import { isDecision } from '../identity/decision.ts'
import { groupPersons } from '../identity/group-persons.ts'
import { compareEvents } from '../identity/moment.ts'
import { eventsWithPersons, readHistory } from '../leads/history.ts'
import type { LeadListing, Snapshot, Store } from '../storage/port.ts'
import type { Placed } from '../visits/extend-visits.ts'

/** A lead with all that happened to it. */
export interface LeadHistory {
  id: string
  /** Oldest first, without crawlers' events and decisions about links. */
  events: Placed[]
}

/** Few, so that what they did fits into memory, and nobody else waits for long. */
const LEADS_AT_ONCE = 20

/**
 * Reads all leads first seen until `to`, in milliseconds since 1970, a few at a time and each few from one consistent state:
 * events can come in meanwhile.
 */
export async function* eachLead(store: Store, to: number): AsyncGenerator<LeadHistory> {
  let after: LeadListing['after'] = null
  while (true) {
    const place: LeadListing['after'] = after
    const { leads, last }: SomeLeads = await store.read((snapshot) => readSome(snapshot, place))
    yield* leads
    if (last === undefined || last.value > to) return
    after = last
  }
}

/** Some leads, and the place of the last one in the order. */
interface SomeLeads {
  leads: LeadHistory[]
  last: { value: number; id: string } | undefined
}

async function readSome(snapshot: Snapshot, after: LeadListing['after']): Promise<SomeLeads> {
  const listing = { by: 'firstSeen' as const, descending: false, after, limit: LEADS_AT_ONCE }
  const records = await snapshot.listLeads(listing)
  const last = records.at(-1)
  if (last === undefined) return { leads: [], last: undefined }
  const ids = records.map(({ id }) => id)
  const members = await snapshot.members(ids)
  const persons = new Map(members.map((person) => [person.key, person]))
  groupPersons(persons)
  const keys = [...persons.keys()]
  const history = await readHistory(snapshot, await snapshot.visitorsOf(keys), keys)
  const byLead = new Map<string, Placed[]>(ids.map((id) => [id, []]))
  for (const [person, placed] of eventsWithPersons(history)) {
    if (!placed.event.bot && !isDecision(placed.event))
      byLead.get(persons.get(person)?.lead ?? '')?.push(placed)
  }
  const leads = Array.from(byLead, ([id, events]) => ({
    id,
    events: events.sort((a, b) => compareEvents(a.event, b.event)),
  }))
  return { leads, last: { value: last.firstSeen, id: last.id } }
}
