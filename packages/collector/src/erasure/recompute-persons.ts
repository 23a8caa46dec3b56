import { applyIdentifiers } from '../identity/apply-identifiers.ts'
import { identifiersIn } from '../identity/event-identifiers.ts'
import { eventKey } from '../identity/event-position.ts'
import { type Group, groupPersons } from '../identity/group-persons.ts'
import type { Person } from '../identity/person.ts'
import { resolveOwners } from '../identity/resolve-owners.ts'
import { eventsOfPersons, readHistory } from '../leads/history.ts'
import type { Transaction } from '../storage/port.ts'
import type { StoredEvent } from '../stored-event.ts'

/**
 * Recomputes persons of other leads who were named in erased events, such as an address that two users gave. A lead's id is that
 * of the person named first, so it may change. Returns the affected leads; those that no longer exist are deleted.
 */
export async function recomputePersons(
  transaction: Transaction,
  events: StoredEvent[],
  erased: Set<string>,
): Promise<string[]> {
  const named = new Set(events.flatMap((event) => identifiersIn(event).persons))
  const others = [...named].filter((key) => !erased.has(key))
  if (others.length === 0) return []
  const persons = new Map<string, Person>()
  const load = async (keys: string[]) => {
    const missing = keys.filter((key) => !persons.has(key) && !erased.has(key))
    for (const person of missing.length === 0 ? [] : await transaction.persons(missing)) {
      if (!persons.has(person.key)) persons.set(person.key, person)
    }
  }
  await load(others)
  const mentions = await findMentions(transaction, persons)
  await load(mentions.flatMap((event) => identifiersIn(event).persons))
  await reapplyIdentifiers(persons, others, mentions, erased, new Set(events.map(eventKey)))
  await resolveOwners(persons, others, load)
  const before = new Set(Array.from(persons.values(), (person) => person.lead))
  const groups = groupPersons(persons)
  for (const [lead, group] of groups) for (const person of group) person.lead = lead
  await transaction.savePersons([...persons.values()])
  await renameLeads(transaction, before, groups)
  return [...groups.keys()]
}

async function findMentions(transaction: Transaction, persons: Map<string, Person>): Promise<StoredEvent[]> {
  const keys = [...persons.keys()]
  const history = await readHistory(transaction, await transaction.visitorsOf(keys), keys)
  return eventsOfPersons(history, new Set(keys)).map(({ event }) => event)
}

/** Removes from persons what erased events said, and applies the identifiers in the remaining events. */
async function reapplyIdentifiers(
  persons: Map<string, Person>,
  named: string[],
  mentions: StoredEvent[],
  erased: Set<string>,
  events: Set<string>,
): Promise<void> {
  const known = mentions.filter((event) => identifiersIn(event).persons.every((key) => persons.has(key)))
  const mentioned = new Set(known.flatMap((event) => identifiersIn(event).persons))
  const isLeft = ({ person, key }: { person: string; key: string }) => !erased.has(person) && !events.has(key)
  for (const key of named) {
    const person = persons.get(key)
    if (person === undefined) continue
    const { id, seen, owner, lead } = person
    const claims = person.claims?.filter(isLeft) ?? []
    const decisions = person.decisions?.filter(isLeft) ?? []
    persons.set(key, {
      ...{ key, id, owner, lead },
      seen: mentioned.has(key) ? { at: Number.POSITIVE_INFINITY, key: '' } : seen,
      ...(claims.length > 0 && { claims }),
      ...(decisions.length > 0 && { decisions }),
    })
  }
  await applyIdentifiers(persons, known)
}

/** Moves records of renamed leads, which keep their owner, and deletes the old ones. */
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
    await transaction.saveLeads(added.map((id) => ({ lead: { ...record, id }, words: [] })))
  }
  await transaction.deleteLeads(gone)
}
