import type { Snapshot } from '../storage/port.ts'
import type { PlacedEvent } from '../visits/extend-visits.ts'
import { eventsWithPersons, readHistory } from './history.ts'

/** All events of some leads in the log, by lead, unordered. */
export async function readEventsByLead(
  snapshot: Snapshot,
  ids: string[],
): Promise<Map<string, PlacedEvent[]>> {
  const members = await snapshot.members(ids)
  const leads = new Map(members.map((person) => [person.key, person.lead]))
  const keys = [...leads.keys()]
  const history = await readHistory(snapshot, await snapshot.visitorsOf(keys), keys)
  const additions = new Map<string, PlacedEvent[]>(ids.map((id) => [id, []]))
  for (const [person, placed] of eventsWithPersons(history)) {
    additions.get(leads.get(person) ?? '')?.push(placed)
  }
  return additions
}
