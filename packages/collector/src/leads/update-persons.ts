import { applyIdentifiers } from '../identity/apply-identifiers.ts'
import { identifiersIn, identifiesPerson } from '../identity/event-identifiers.ts'
import { type Group, groupPersons } from '../identity/group-persons.ts'
import type { Person } from '../identity/person.ts'
import { resolveOwners } from '../identity/resolve-owners.ts'
import type { Snapshot } from '../storage/port.ts'
import type { StoredEvent } from '../stored-event.ts'

/** The persons affected by new events, and their leads. */
export interface PersonsUpdate {
  persons: Map<string, Person>
  /** By id of the lead. */
  groups: Map<string, Group>
  /** Persons to save. */
  changed: Person[]
  /** Leads that gained or lost persons with earlier events, or changed their id. */
  regrouped: Set<string>
  /** Ids of leads that no longer exist. */
  gone: string[]
  /** Former leads of a lead's persons, by its id. */
  former: Map<string, Set<string>>
}

/** Updates persons by the names in new events; `others` are the keys of further persons to load. */
export async function updatePersons(
  reader: Snapshot,
  events: StoredEvent[],
  others: Iterable<string>,
): Promise<PersonsUpdate> {
  const keys = new Set(others)
  for (const event of events.filter(identifiesPerson))
    for (const key of identifiersIn(event).persons) keys.add(key)
  const persons = new Map<string, Person>()
  const before = new Map<string, { key: string }[]>()
  const load = async (wanted: Iterable<string>) => {
    const missing = [...new Set(wanted)].filter((key) => !persons.has(key))
    for (const person of missing.length === 0 ? [] : await reader.persons(missing)) {
      if (persons.has(person.key)) continue
      persons.set(person.key, person)
      const group = before.get(person.lead)
      if (group === undefined) before.set(person.lead, [{ key: person.key }])
      else group.push({ key: person.key })
    }
  }
  await load(keys)
  const { changed, concerned } = await applyIdentifiers(persons, events)
  for (const key of await resolveOwners(persons, concerned, load)) changed.add(key)
  const groups = groupPersons(persons)
  const regrouped = new Set<string>()
  const former = new Map<string, Set<string>>()
  for (const [lead, group] of groups) {
    const known = group.filter((person) => person.lead !== '')
    if (!sameMembers(before.get(lead) ?? [], known)) regrouped.add(lead)
    for (const person of group) {
      if (person.lead === lead) continue
      if (person.lead !== '') former.set(lead, (former.get(lead) ?? new Set()).add(person.lead))
      person.lead = lead
      changed.add(person.key)
    }
  }
  return {
    persons,
    groups,
    changed: [...changed].flatMap((key) => persons.get(key) ?? []),
    regrouped,
    former,
    gone: [...before.keys()].filter((lead) => !groups.has(lead)),
  }
}

/** Whether the members of a lead are the same, except for new persons, which have no earlier events. */
function sameMembers(before: { key: string }[], after: { key: string }[]): boolean {
  const keys = new Set(before.map(({ key }) => key))
  return before.length === after.length && after.every(({ key }) => keys.has(key))
}
