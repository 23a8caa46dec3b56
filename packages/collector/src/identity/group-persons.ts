import { comparePositions } from './event-position.ts'
import type { Person } from './person.ts'

/** The persons of one lead; the first one is the user or e-mail address that owns the others. */
export type Group = [root: Person, ...others: Person[]]

/**
 * Groups persons into leads, by the id of the lead: that of the person named first by a secret key, or else of the one seen
 * first. So a lead keeps its id, and no public key can change it.
 */
export function groupPersons(persons: Map<string, Person>): Map<string, Group> {
  const byRoot = new Map<string, Group>()
  for (const person of persons.values()) {
    const root = rootOf(person, persons)
    const group = byRoot.get(root.key)
    if (group === undefined) byRoot.set(root.key, root === person ? [root] : [root, person])
    else if (person !== root) group.push(person)
  }
  return new Map(Array.from(byRoot.values(), (group) => [firstOf(group).id, group]))
}

/** Follows the chain of owners; in a cycle, the person with the smallest key is the root. */
function rootOf(person: Person, persons: Map<string, Person>): Person {
  const way: Person[] = [person]
  for (let current = person; current.owner !== null; ) {
    const next = persons.get(current.owner)
    if (next === undefined) break
    const start = way.indexOf(next)
    if (start >= 0) return way.slice(start).reduce((a, b) => (a.key < b.key ? a : b))
    way.push(next)
    current = next
  }
  return way.at(-1) ?? person
}

/** Comparator: persons named by secret keys come before those named by public keys, then the earlier one. */
export function compareNames(a: Person, b: Person): number {
  if (a.vouched !== undefined && b.vouched !== undefined) return comparePositions(a.vouched, b.vouched)
  return Number(b.vouched !== undefined) - Number(a.vouched !== undefined) || comparePositions(a.seen, b.seen)
}

function firstOf(group: Group): Person {
  return group.reduce((first, person) => {
    const order = compareNames(person, first)
    // Of two names in one event the owner counts, which is the first of the group.
    if (order !== 0 || first === group[0]) return order < 0 ? person : first
    return person.key < first.key ? person : first
  })
}
