import type { JsonObject, LinkAnswer } from '@leadlight/protocol'
import { API_SITE } from '../by-hand/record-event.ts'
import { isUnlinked, LINK_REMOVED, LINK_RESTORED } from '../identity/link-decision.ts'
import { idOfKey, isUserKey } from '../identity/person-key.ts'
import { fingerprint } from '../ingest/fingerprint.ts'
import type { Intake } from '../intake.ts'
import type { Snapshot, Store } from '../storage/port.ts'
import type { StoredEvent } from '../stored-event.ts'
import { findLead } from './read/find-lead.ts'

/** A change of the links between a name and a lead. */
export interface LinkChange {
  /** `visitor:…`, `user:…` or `email:…`, normalized. */
  name: string
  /** True unlinks them; false reverts that. */
  apart: boolean
  /** Author and reason. */
  attribution: JsonObject
}

/**
 * Unlinks a name and a lead, or reverts that, by appending events to the log. `null` when there is no such lead; without links
 * in the answer when there is nothing to change.
 */
export type ChangeLinks = (lead: string, change: LinkChange) => Promise<LinkAnswer | null>

/**
 * Creates the link changer.
 *
 * @param options.now milliseconds since 1970
 */
export function createLinkChanger(options: { store: Store; intake: Intake; now: () => number }): ChangeLinks {
  const { store, intake, now } = options
  return async (lead, { name, apart, attribution }) => {
    const persons = await store.read((snapshot) => linkedPersons(snapshot, lead, name, apart))
    if (persons === null) return null
    const at = now()
    if (persons.length > 0) {
      await intake.accept(
        persons.map((person) => decisionEvent({ ...attribution, name }, person, apart, at)),
        [],
        true,
      )
    }
    return {
      links: persons.map((person) => ({ name, person })),
      leads: await store.read((snapshot) => leadsOf(snapshot, name, persons)),
    }
  }
}

/** The persons of a lead whose link to a name can be changed; null when there is no such lead. */
async function linkedPersons(
  snapshot: Snapshot,
  lead: string,
  name: string,
  apart: boolean,
): Promise<string[] | null> {
  const id = await findLead(snapshot, lead)
  if (id === null) return null
  const members = (await snapshot.members([id])).map(({ key }) => key)
  const [known] = name.startsWith('visitor:')
    ? await snapshot.visitors([idOfKey(name)])
    : (await snapshot.persons([name])).filter(({ key }) => key === name)
  if (known === undefined) return []
  const said = 'runs' in known ? known.runs : (known.claims ?? [])
  const joined = new Set([...said, ...(known.decisions ?? [])].map(({ person }) => person))
  return members.filter((person) => joined.has(person) && isUnlinked(known.decisions, person) !== apart)
}

async function leadsOf(snapshot: Snapshot, name: string, persons: string[]): Promise<string[]> {
  const [visitor] = name.startsWith('visitor:') ? await snapshot.visitors([idOfKey(name)]) : []
  const keys = [...persons, ...(visitor?.runs.map(({ person }) => person) ?? [name])]
  const members = await snapshot.persons(keys)
  const ids = new Set(members.filter(({ key }) => keys.includes(key)).map((person) => person.lead))
  // A name without events of its own is no lead.
  return (await snapshot.leads([...ids])).map(({ id }) => id).sort()
}

function decisionEvent(properties: JsonObject, person: string, apart: boolean, at: number): StoredEvent {
  const event = apart ? LINK_REMOVED : LINK_RESTORED
  return {
    messageId: crypto.randomUUID(),
    site: API_SITE,
    trusted: true,
    type: 'track',
    name: event,
    anonymousId: null,
    userId: isUserKey(person) ? idOfKey(person) : null,
    email: isUserKey(person) ? null : idOfKey(person),
    traits: null,
    at,
    receivedAt: at,
    properties,
    context: {},
    source: null,
    bot: false,
    fingerprint: fingerprint([event, person, properties]),
  }
}
