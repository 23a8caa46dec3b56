import { type Group, groupPersons } from '../identity/group-persons.ts'
import { learnPersons } from '../identity/learn-persons.ts'
import { namingOf } from '../identity/naming.ts'
import type { Person } from '../identity/person.ts'
import type { Snapshot } from '../storage/port.ts'
import type { StoredEvent } from '../stored-event.ts'

/** The persons that new events concern, and their leads. */
export interface PersonsUpdate {
  persons: Map<string, Person>
  /** By id of the lead. */
  groups: Map<string, Group>
  /** Persons to be saved. */
  changed: Person[]
  /** Leads that got or lost persons with a history, or that changed their id. */
  regrouped: Set<string>
  /** Ids of leads that are no more. */
  gone: string[]
}

/** Takes in what new events say of names; `others` are the keys of further persons to be looked up. */
export async function updatePersons(
  reader: Snapshot,
  events: StoredEvent[],
  others: Iterable<string>,
): Promise<PersonsUpdate> {
  const keys = new Set([...others, ...events.flatMap((event) => namingOf(event).persons)])
  const loaded = keys.size === 0 ? [] : await reader.persons([...keys])
  const before = Map.groupBy(
    loaded.map(({ key, lead }) => ({ key, lead })),
    ({ lead }) => lead,
  )
  const persons = new Map(loaded.map((person) => [person.key, person]))
  const changed = await learnPersons(persons, events)
  const groups = groupPersons(persons)
  const regrouped = new Set<string>()
  for (const [lead, group] of groups) {
    const known = group.filter((person) => person.lead !== '')
    if (!sameMembers(before.get(lead) ?? [], known)) regrouped.add(lead)
    for (const person of group) {
      if (person.lead === lead) continue
      person.lead = lead
      changed.add(person.key)
    }
  }
  return {
    persons,
    groups,
    changed: [...changed].flatMap((key) => persons.get(key) ?? []),
    regrouped,
    gone: [...before.keys()].filter((lead) => !groups.has(lead)),
  }
}

/** Persons that are new bring no history along, so they do not count. */
function sameMembers(before: { key: string }[], after: { key: string }[]): boolean {
  const keys = new Set(before.map(({ key }) => key))
  return before.length === after.length && after.every(({ key }) => keys.has(key))
}
