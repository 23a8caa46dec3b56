import type { StoredEvent } from '../stored-event.ts'
import { identifiersIn, identifiesPerson } from './event-identifiers.ts'
import { comparePositions, positionOf } from './event-position.ts'
import { linkDecisionOf, mergeLinkDecisions, type NamedLinkDecision } from './link-decision.ts'
import { type Claim, compareLinks, MAX_CLAIMS, type Person, personId } from './person.ts'

/** The persons affected by some events. */
export interface IdentifierChanges {
  /** Keys of new and changed persons; the `lead` of a new one is still empty. */
  changed: Set<string>
  /** Keys of the persons whose owner may have changed. */
  concerned: Set<string>
}

/**
 * Updates `persons` by what events say about names. The order of events does not matter: the earliest mention, the strongest
 * claims and the latest decisions win. Owners are not updated.
 */
export async function applyIdentifiers(
  persons: Map<string, Person>,
  events: StoredEvent[],
): Promise<IdentifierChanges> {
  const changes: IdentifierChanges = { changed: new Set(), concerned: new Set() }
  const identified = events.filter(identifiesPerson).map((event) => ({ event, ...identifiersIn(event) }))
  if (identified.length === 0) return changes
  const added = new Set(
    identified.flatMap((identifiers) => identifiers.persons).filter((key) => !persons.has(key)),
  )
  const ids = new Map(
    await Promise.all(Array.from(added, async (key) => [key, await personId(key)] as const)),
  )

  for (const { event, persons: keys, link } of identified) {
    const position = positionOf(event)
    const decision = linkDecisionOf(event)
    for (const key of keys) {
      const known = persons.get(key)
      if (known === undefined) {
        persons.set(key, { key, id: ids.get(key) ?? '', seen: position, owner: null, lead: '' })
      } else if (comparePositions(position, known.seen) < 0) known.seen = position
      else continue
      changes.changed.add(key)
    }
    if (event.trusted && decision === null) for (const key of keys) vouch(persons.get(key), position, changes)
    const reason = { ...position, trusted: event.trusted }
    if (link !== null) {
      claim(persons.get(link.owned), { ...reason, person: link.owner, belongs: true }, changes)
      claim(persons.get(link.owner), { ...reason, person: link.owned, belongs: false }, changes)
    }
    if (decision !== null) decide(persons, decision, changes)
  }
  return changes
}

function vouch(
  person: Person | undefined,
  position: { at: number; key: string },
  changes: IdentifierChanges,
): void {
  if (person === undefined) return
  if (person.vouched !== undefined && comparePositions(person.vouched, position) <= 0) return
  if (person.vouched === undefined && person.claims !== undefined) changes.concerned.add(person.key)
  person.vouched = position
  changes.changed.add(person.key)
}

function claim(person: Person | undefined, added: Claim, { changed, concerned }: IdentifierChanges): void {
  if (person === undefined) return
  const claims = person.claims ?? []
  const same = (other: Claim) => other.person === added.person && other.belongs === added.belongs
  const before = claims.find(same)
  if (before !== undefined && compareLinks(before, added) <= 0) return
  const all = [...claims.filter((other) => other !== before), added].sort(compareLinks)
  const dropped = all.splice(MAX_CLAIMS)
  if (dropped.includes(added)) return
  person.claims = all
  changed.add(person.key)
  for (const key of [person.key, ...dropped.map((other) => other.person)]) concerned.add(key)
}

function decide(
  persons: Map<string, Person>,
  decision: NamedLinkDecision,
  { changed, concerned }: IdentifierChanges,
): void {
  const [person, other] = [persons.get(decision.person), persons.get(decision.name)]
  if (person === undefined || other === undefined) return
  person.decisions = mergeLinkDecisions(person.decisions, [{ ...decision, person: other.key }])
  other.decisions = mergeLinkDecisions(other.decisions, [decision])
  for (const key of [person.key, other.key]) {
    changed.add(key)
    concerned.add(key)
  }
}
