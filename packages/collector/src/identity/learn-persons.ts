import type { StoredEvent } from '../stored-event.ts'
import { compareMoments, momentOf } from './moment.ts'
import { namingOf } from './naming.ts'
import { outranks, type Person, personId } from './person.ts'

/**
 * Takes into `persons` what events say of names, in any order of the events: the earliest mention and the strongest
 * link win. Gives the keys of those that are new or changed; the `lead` of a new one is still empty.
 */
export async function learnPersons(
  persons: Map<string, Person>,
  events: StoredEvent[],
): Promise<Set<string>> {
  const changed = new Set<string>()
  const namings = events.map((event) => ({ event, ...namingOf(event) }))
  const added = new Set(namings.flatMap((naming) => naming.persons).filter((key) => !persons.has(key)))
  const ids = new Map(
    await Promise.all(Array.from(added, async (key) => [key, await personId(key)] as const)),
  )

  for (const { event, persons: keys, link } of namings) {
    const moment = momentOf(event)
    for (const key of keys) {
      const known = persons.get(key)
      if (known === undefined) {
        const id = ids.get(key) ?? ''
        persons.set(key, { key, id, seen: moment, owner: null, link: null, lead: '' })
      } else if (compareMoments(moment, known.seen) < 0) known.seen = moment
      else continue
      changed.add(key)
    }
    const owned = link && persons.get(link.owned)
    const reason = { ...moment, trusted: event.trusted }
    if (link && owned && outranks(reason, owned.link)) {
      // Only the user matters to others; a stronger reason for the same user is remembered all the same.
      owned.owner = link.owner
      owned.link = reason
      changed.add(owned.key)
    }
  }
  return changed
}
