import type { JsonObject } from '@leadlight/protocol'
import { isUserKey, nameIn } from '../identity/naming.ts'
import { createCleaner } from '../ingest/create-cleaner.ts'
import { fingerprint } from '../ingest/fingerprint.ts'
import type { Intake } from '../intake.ts'
import { findLead } from '../leads/read/find-lead.ts'
import type { Store } from '../storage/port.ts'
import type { StoredEvent } from '../stored-event.ts'

/** A change by hand: name and properties of the event that records it. */
export interface Fact {
  name: string
  properties: JsonObject
  /** In milliseconds since 1970; now by default, and never later. */
  at?: number
  /** A random one by default. */
  messageId?: string
}

/** The result of recording a fact. */
export interface RecordedFact {
  messageId: string
  /** Whether a different fact had the same `messageId` before; that one stays. */
  conflict: boolean
}

/** Records a fact as an event in the log; undefined for an unknown lead. */
export type RecordFact = (lead: string, fact: Fact) => Promise<RecordedFact | undefined>

/** The site of events that are created through the API. */
export const API_SITE = 'api'

/** Creates the recorder. A recorded fact is an event like any other with a secret key: scored, replayed, exported, erased. */
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
      // The primary name of the lead, because an event with a secret key vouches for the name it uses.
      const named = (await snapshot.members([lead.id])).find((member) => member.id === lead.id)
      const key = named?.key ?? ''
      return isUserKey(key) ? { userId: nameIn(key), email: null } : { userId: null, email: nameIn(key) }
    })
    if (person === undefined) return undefined
    // Strictly increasing, so that of two facts within a millisecond the later one counts.
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
