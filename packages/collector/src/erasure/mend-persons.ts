import { type Group, groupPersons } from '../identity/group-persons.ts'
import { compareMoments, momentOf } from '../identity/moment.ts'
import { namingOf } from '../identity/naming.ts'
import type { Person } from '../identity/person.ts'
import { eventsOfPersons, readHistory } from '../leads/history.ts'
import type { Transaction } from '../storage/port.ts'
import type { StoredEvent } from '../stored-event.ts'

/**
 * Works out anew when the persons of other leads were first named, who were named in erased events too, as an address is that
 * two users gave; a lead goes by the person named first, so its id may change. Gives the leads concerned; those that are
 * no more are deleted.
 */
export async function mendPersons(
  transaction: Transaction,
  events: StoredEvent[],
  erased: Set<string>,
): Promise<string[]> {
  const named = new Set(events.flatMap((event) => namingOf(event).persons))
  const others = [...named].filter((key) => !erased.has(key))
  if (others.length === 0) return []
  const persons = new Map((await transaction.persons(others)).map((person) => [person.key, person]))
  const before = new Set(Array.from(persons.values(), (person) => person.lead))
  await findMentions(transaction, persons, others)
  const groups = groupPersons(persons)
  for (const [lead, group] of groups) for (const person of group) person.lead = lead
  await transaction.savePersons([...persons.values()])
  await renameLeads(transaction, before, groups)
  return [...groups.keys()]
}

async function findMentions(
  transaction: Transaction,
  persons: Map<string, Person>,
  named: string[],
): Promise<void> {
  const keys = [...persons.keys()]
  const history = await readHistory(transaction, await transaction.visitorsOf(keys), keys)
  const mentions = eventsOfPersons(history, new Set(keys)).map(({ event }) => event)
  for (const key of named) {
    const person = persons.get(key)
    const moments = mentions.filter((event) => namingOf(event).persons.includes(key)).map(momentOf)
    const [first] = moments.sort(compareMoments)
    if (person !== undefined && first !== undefined) person.seen = first
  }
}

/** What somebody decided about a lead, its owner, stays with it. */
async function renameLeads(
  transaction: Transaction,
  before: Set<string>,
  groups: Map<string, Group>,
): Promise<void> {
  const gone = [...before].filter((id) => !groups.has(id))
  if (gone.length === 0) return
  const [record] = await transaction.leads(gone)
  const added = [...groups.keys()].filter((id) => !before.has(id))
  if (record !== undefined) {
    await transaction.saveLeads(added.map((id) => ({ lead: { ...record, id }, searchText: '' })))
  }
  await transaction.deleteLeads(gone)
}
