import type { JsonObject } from '@leadlight/protocol'
import { idOfKey, isUserKey } from '../identity/person-key.ts'
import { createCleaner } from '../ingest/create-cleaner.ts'
import { fingerprint } from '../ingest/fingerprint.ts'
import type { Intake } from '../intake.ts'
import { findLead } from '../leads/read/find-lead.ts'
import type { Store } from '../storage/port.ts'
import type { StoredEvent } from '../stored-event.ts'

/** Name and properties of an event to record, such as a change by hand. */
export interface EventDraft {
  name: string
  properties: JsonObject
  /** In milliseconds since 1970; now by default, and never later. */
  at?: number
  /** A random one by default. */
  messageId?: string
}

/** The result of recording an event. */
export interface RecordedEvent {
  messageId: string
  /** Whether a different event had the same `messageId` before; that one stays. */
  conflict: boolean
}

/** Appends an event about a lead to the log; undefined for an unknown lead. */
export type RecordEvent = (lead: string, draft: EventDraft) => Promise<RecordedEvent | undefined>

/** The site of events that are created through the API. */
export const API_SITE = 'api'

/** Creates the recorder. Its events are like any others with a secret key: scored, replayed, exported, erased. */
export function createEventRecorder(options: {
  store: Store
  intake: Intake
  /** Milliseconds since 1970. */
  now: () => number
}): RecordEvent {
  const { store, intake, now } = options
  const cleaner = createCleaner(() => false)
  let latest = 0
  return async (name, { properties, messageId = crypto.randomUUID(), at, ...draft }) => {
    const person = await store.read(async (snapshot) => {
      const id = await findLead(snapshot, name)
      const [lead] = id === null ? [] : await snapshot.leads([id])
      if (lead === undefined) return undefined
      // The primary name of the lead, because an event with a secret key vouches for the name it uses.
      const named = (await snapshot.members([lead.id])).find((member) => member.id === lead.id)
      const key = named?.key ?? ''
      return isUserKey(key) ? { userId: idOfKey(key), email: null } : { userId: null, email: idOfKey(key) }
    })
    if (person === undefined) return undefined
    // Strictly increasing, so that of two events within a millisecond the later one counts.
    const receivedAt = Math.max(now(), latest + 1)
    latest = receivedAt
    const event: StoredEvent = {
      messageId,
      site: API_SITE,
      trusted: true,
      type: 'track',
      name: draft.name,
      anonymousId: null,
      ...person,
      traits: null,
      at: Math.min(at ?? receivedAt, receivedAt),
      receivedAt,
      properties: cleaner.object(properties),
      context: {},
      source: null,
      bot: false,
      fingerprint: fingerprint([draft.name, person.userId, person.email, at ?? null, properties]),
    }
    const { conflicts } = await intake.accept([event], [], true)
    return { messageId, conflict: conflicts > 0 }
  }
}
