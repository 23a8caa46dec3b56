import type { JsonObject } from '@leadlight/protocol'
import { isUserKey, nameIn } from '../identity/naming.ts'
import { createCleaner } from '../ingest/create-cleaner.ts'
import { fingerprint } from '../ingest/fingerprint.ts'
import type { Intake } from '../intake.ts'
import { findLead } from '../leads/read/find-lead.ts'
import type { Store } from '../storage/port.ts'
import type { StoredEvent } from '../stored-event.ts'

/** What somebody with the secret key says of a lead. */
export interface Fact {
  name: string
  properties: JsonObject
  /** When, in milliseconds since 1970; now unless given, and never later. */
  at?: number
  /** Made unless given. */
  messageId?: string
}

/** What became of it. */
export interface RecordedFact {
  messageId: string
  /** Another fact was told under the same `messageId` before, and stays. */
  conflict: boolean
}

/** Keeps a fact as an event of the log; undefined for an unknown lead. */
export type RecordFact = (lead: string, fact: Fact) => Promise<RecordedFact | undefined>

/** The site of what is said through the API. */
export const API_SITE = 'api'

/** Makes a recorder. What it keeps counts like any event with a secret key: it is scored, replayed, exported and erased. */
export function createFactRecorder(options: {
  store: Store
  intake: Intake
  /** Milliseconds since 1970. */
  now: () => number
}): RecordFact {
  const { store, intake, now } = options
  const cleaner = createCleaner(() => false)
  let latest = 0
  return async (name, { properties, messageId = crypto.randomUUID(), at, ...fact }) => {
    const person = await store.read(async (snapshot) => {
      const id = await findLead(snapshot, name)
      const [lead] = id === null ? [] : await snapshot.leads([id])
      if (lead === undefined) return undefined
      // The name that the lead goes by: a secret key that speaks of another one of its names would vouch for that.
      const named = (await snapshot.members([lead.id])).find((member) => member.id === lead.id)
      const key = named?.key ?? ''
      return isUserKey(key) ? { userId: nameIn(key), email: null } : { userId: null, email: nameIn(key) }
    })
    if (person === undefined) return undefined
    // What is said later counts, also within a millisecond.
    const receivedAt = Math.max(now(), latest + 1)
    latest = receivedAt
    const event: StoredEvent = {
      messageId,
      site: API_SITE,
      trusted: true,
      type: 'track',
      name: fact.name,
      anonymousId: null,
      ...person,
      traits: null,
      at: Math.min(at ?? receivedAt, receivedAt),
      receivedAt,
      properties: cleaner.object(properties),
      context: {},
      source: null,
      bot: false,
      fingerprint: fingerprint([fact.name, person.userId, person.email, at ?? null, properties]),
    }
    const { conflicts } = await intake.accept([event], [], true)
    return { messageId, conflict: conflicts > 0 }
  }
}
