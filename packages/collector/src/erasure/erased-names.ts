import { identifiersIn } from '../identity/event-identifiers.ts'
import { eventKey } from '../identity/event-position.ts'
import { emailKey, userKey } from '../identity/person-key.ts'
import { visitorSubject } from '../identity/subject.ts'
import { normalizeEmail } from '../ingest/email.ts'
import type { StoredEvent } from '../stored-event.ts'

/** The names from which marks are made: `visitor:…`, `user:…`, `email:…`, `event:…` and `lead:…`. */

/** The name of an event. */
export function eventName(event: Pick<StoredEvent, 'messageId' | 'site' | 'trusted'>): string {
  return `event:${eventKey(event)}`
}

/** The name of a lead, by one of its ids. */
export function leadName(id: string): string {
  return `lead:${id}`
}

/** The visitor and all persons of an event. */
export function namesOf(event: StoredEvent): string[] {
  const visitor = event.anonymousId === null ? [] : [visitorSubject(event.anonymousId)]
  return [...visitor, ...identifiersIn(event).persons]
}

const idInJson = /\\?"(anonymousId|userId|previousId)\\?":\s*(?:\\?"((?:[^"\\]|\\.)*?)\\?"|(\d+))/g
const words = /[^\s"'<>,;:()[\]\\]+/g

/** Everybody that a rejected message, which may be any text, seems to name. */
export function namesInText(message: string): string[] {
  const ids = Array.from(message.matchAll(idInJson), ([, key, text, number]) => {
    const id = text ?? number ?? ''
    return key === 'userId' ? [userKey(id)] : [visitorSubject(id), userKey(id)]
  })
  const emails = Array.from(message.matchAll(words), ([word]) =>
    word.includes('@') ? normalizeEmail(word) : undefined,
  )
  return [...ids.flat(), ...emails.flatMap((email) => (email === undefined ? [] : [emailKey(email)]))]
}
