import type { Person } from './person.ts'
import { resolveOwner } from './resolve-owner.ts'

/**
 * Determines the owners of the persons whose claims changed, and of those they are linked with, since vouching affects both.
 * Mutates `persons`; returns the keys of those whose owner changed.
 *
 * @param load adds persons to the map, with all members of their leads
 */
export async function resolveOwners(
  persons: ReadonlyMap<string, Person>,
  concerned: Iterable<string>,
  load: (keys: string[]) => Promise<void>,
): Promise<string[]> {
  const othersOf = (keys: Iterable<string>) =>
    Array.from(keys, (key) => persons.get(key)?.claims?.map(({ person }) => person) ?? []).flat()
  const all = new Set([...concerned, ...othersOf(concerned)])
  await load([...all])
  await load(othersOf(all))
  return [...all].filter((key) => {
    const person = persons.get(key)
    const owner = person && resolveOwner(person, persons)
    if (person === undefined || owner === undefined || person.owner === owner) return false
    person.owner = owner
    return true
  })
}
