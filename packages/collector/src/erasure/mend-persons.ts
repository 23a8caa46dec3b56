import { isDecision } from '../identity/decision.ts'
import { type Group, groupPersons } from '../identity/group-persons.ts'
import { compareMoments, momentOf } from '../identity/moment.ts'
import { namingOf } from '../identity/naming.ts'
import { ownerOf } from '../identity/owner-of.ts'
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
  await findMentions(transaction, persons, others)
  for (const person of persons.values()) forget(person, erased)
  const joined = others.flatMap((key) => persons.get(key)?.claims?.map((claim) => claim.person) ?? [])
  const missing = joined.filter((key) => !persons.has(key))
  for (const person of missing.length === 0 ? [] : await transaction.persons(missing)) {
    if (!persons.has(person.key)) persons.set(person.key, person)
  }
  const before = new Set(Array.from(persons.values(), (person) => person.lead))
  for (const key of others) {
    const person = persons.get(key)
    if (person !== undefined) person.owner = ownerOf(person, persons)
  }
  const groups = groupPersons(persons)
  for (const [lead, group] of groups) for (const person of group) person.lead = lead
  await transaction.savePersons([...persons.values()])
  await renameLeads(transaction, before, groups)
  return [...groups.keys()]
}

/** Takes out of a person what it was said to have to do with those erased. */
function forget(person: Person, erased: Set<string>): void {
  const claims = person.claims?.filter((claim) => !erased.has(claim.person)) ?? []
  const decisions = person.decisions?.filter((decision) => !erased.has(decision.person)) ?? []
  delete person.claims
  delete person.decisions
  if (claims.length > 0) person.claims = claims
  if (decisions.length > 0) person.decisions = decisions
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
    if (person === undefined || first === undefined) continue
    person.seen = first
    const [vouched] = mentions
      .filter((event) => event.trusted && !isDecision(event) && namingOf(event).persons.includes(key))
      .map(momentOf)
      .sort(compareMoments)
    delete person.vouched
    if (vouched !== undefined) person.vouched = vouched
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
