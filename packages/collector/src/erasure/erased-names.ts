import { eventKey } from '../identity/moment.ts'
import { emailKey, namingOf, userKey, visitorSubject } from '../identity/naming.ts'
import { normalizeEmail } from '../ingest/email.ts'
import type { StoredEvent } from '../stored-event.ts'

/** What marks are made of: `visitor:…`, `user:…` and `email:…` as elsewhere, and these two. */

/** Names one event. */
export function eventName(event: Pick<StoredEvent, 'messageId' | 'site' | 'trusted'>): string {
  return `event:${eventKey(event)}`
}

/** Names a lead by an id of it. */
export function leadName(id: string): string {
  return `lead:${id}`
}

/** Everybody that an event is from or about. */
export function namesOf(event: StoredEvent): string[] {
  const visitor = event.anonymousId === null ? [] : [visitorSubject(event.anonymousId)]
  return [...visitor, ...namingOf(event).persons]
}

const idInJson = /\\?"(anonymousId|userId|previousId)\\?":\s*(?:\\?"((?:[^"\\]|\\.)*?)\\?"|(\d+))/g
const address = /[^\s"'<>,;:()[\]\\]+@[^\s"'<>,;:()[\]\\]+/g

/** Everybody that a refused message, which may be anything, seems to be from or about. */
export function namesInText(message: string): string[] {
  const ids = Array.from(message.matchAll(idInJson), ([, key, text, number]) => {
    const id = text ?? number ?? ''
    return key === 'userId' ? [userKey(id)] : [visitorSubject(id), userKey(id)]
  })
  const emails = Array.from(message.matchAll(address), ([text]) => normalizeEmail(text))
  return [...ids.flat(), ...emails.flatMap((email) => (email === undefined ? [] : [emailKey(email)]))]
}
