import type { StoredEvent } from '../stored-event.ts'
import { decisionOf, type LinkDecision, withDecisions } from './decision.ts'
import { compareMoments, momentOf } from './moment.ts'
import { namesSomebody, namingOf } from './naming.ts'
import { type Claim, compareLinks, MOST_CLAIMS, type Person, personId } from './person.ts'

/** The persons affected by some events. */
export interface Learnt {
  /** Keys of new and changed persons; the `lead` of a new one is still empty. */
  changed: Set<string>
  /** Keys of the persons whose owner may have changed. */
  concerned: Set<string>
}

/**
 * Updates `persons` by what events say about names. The order of events does not matter: the earliest mention, the strongest
 * claims and the latest decisions win. Owners are not updated.
 */
export async function learnPersons(persons: Map<string, Person>, events: StoredEvent[]): Promise<Learnt> {
  const learnt: Learnt = { changed: new Set(), concerned: new Set() }
  const namings = events.filter(namesSomebody).map((event) => ({ event, ...namingOf(event) }))
  if (namings.length === 0) return learnt
  const added = new Set(namings.flatMap((naming) => naming.persons).filter((key) => !persons.has(key)))
  const ids = new Map(
    await Promise.all(Array.from(added, async (key) => [key, await personId(key)] as const)),
  )

  for (const { event, persons: keys, link } of namings) {
    const moment = momentOf(event)
    const decision = decisionOf(event)
    for (const key of keys) {
      const known = persons.get(key)
      if (known === undefined) {
        persons.set(key, { key, id: ids.get(key) ?? '', seen: moment, owner: null, lead: '' })
      } else if (compareMoments(moment, known.seen) < 0) known.seen = moment
      else continue
      learnt.changed.add(key)
    }
    if (event.trusted && decision === null) for (const key of keys) vouch(persons.get(key), moment, learnt)
    const reason = { ...moment, trusted: event.trusted }
    if (link !== null) {
      claim(persons.get(link.owned), { ...reason, person: link.owner, belongs: true }, learnt)
      claim(persons.get(link.owner), { ...reason, person: link.owned, belongs: false }, learnt)
    }
    if (decision !== null) decide(persons, decision, learnt)
  }
  return learnt
}

function vouch(person: Person | undefined, moment: { at: number; key: string }, learnt: Learnt): void {
  if (person === undefined) return
  if (person.vouched !== undefined && compareMoments(person.vouched, moment) <= 0) return
  if (person.vouched === undefined && person.claims !== undefined) learnt.concerned.add(person.key)
  person.vouched = moment
  learnt.changed.add(person.key)
}

function claim(person: Person | undefined, added: Claim, { changed, concerned }: Learnt): void {
  if (person === undefined) return
  const claims = person.claims ?? []
  const same = (other: Claim) => other.person === added.person && other.belongs === added.belongs
  const before = claims.find(same)
  if (before !== undefined && compareLinks(before, added) <= 0) return
  const all = [...claims.filter((other) => other !== before), added].sort(compareLinks)
  const dropped = all.splice(MOST_CLAIMS)
  if (dropped.includes(added)) return
  person.claims = all
  changed.add(person.key)
  for (const key of [person.key, ...dropped.map((other) => other.person)]) concerned.add(key)
}

function decide(persons: Map<string, Person>, decision: LinkDecision, { changed, concerned }: Learnt): void {
  const [person, other] = [persons.get(decision.person), persons.get(decision.name)]
  if (person === undefined || other === undefined) return
  person.decisions = withDecisions(person.decisions, [{ ...decision, person: other.key }])
  other.decisions = withDecisions(other.decisions, [decision])
  for (const key of [person.key, other.key]) {
    changed.add(key)
    concerned.add(key)
  }
}
