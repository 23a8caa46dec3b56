import { ownerOf } from './owner-of.ts'
import type { Person } from './person.ts'

/**
 * Finds whose the persons are whose claims changed, and those they are joined with: what a secret key vouches for matters to
 * both. Gives the keys of those that have another owner now.
 *
 * @param load adds persons to the map, with everybody in the same leads
 */
export async function findOwners(
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
    const owner = person && ownerOf(person, persons)
    if (person === undefined || owner === undefined || person.owner === owner) return false
    person.owner = owner
    return true
  })
}
