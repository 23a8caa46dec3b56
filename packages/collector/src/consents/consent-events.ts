import type { Json, JsonObject } from '@leadlight/protocol'
import { emailKey, userKey } from '../identity/person-key.ts'
import type { Document } from '../storage/documents.ts'
import type { StoredEvent } from '../stored-event.ts'
import { CONSENTS, type ConsentChange, MAX_CONSENTS } from './consent-documents.ts'

/** Events that change consents; valid only from a secret key or the collector itself. */
export const CONSENT_CONFIRMED = 'Consent Confirmed'
export const CONSENT_WITHDRAWN = 'Consent Withdrawn'

const kinds: Readonly<Record<string, ConsentChange['kind']>> = {
  [CONSENT_CONFIRMED]: 'confirmed',
  [CONSENT_WITHDRAWN]: 'withdrawn',
}

/** The documents with the changes in an event, whose `consents` lists ids; none for other events. */
export function consentChanges(event: StoredEvent): Document[] {
  const kind = Object.hasOwn(kinds, event.name) ? kinds[event.name] : undefined
  if (kind === undefined || !event.trusted) return []
  const { email, userId, at } = event
  const about = email !== null ? emailKey(email) : userId !== null ? userKey(userId) : null
  return idsIn(event.properties).map((of) => {
    const content: ConsentChange = { kind, of, ...noteIn(event.properties) }
    return { collection: CONSENTS, id: `${of}/${kind}`, about, at, content: JSON.stringify(content) }
  })
}

function idsIn({ consents }: JsonObject): string[] {
  const ids: Json[] = Array.isArray(consents) ? consents : []
  return ids.filter((id) => typeof id === 'string').slice(0, MAX_CONSENTS)
}

function noteIn({ note }: JsonObject): { note?: string } {
  return typeof note === 'string' ? { note } : {}
}
