import type { FormDefinition } from '@leadlight/protocol'
import { languageOf } from '../forms/language-of.ts'
import { emailKey } from '../identity/person-key.ts'
import type { WaitingMail } from '../mail/queue-mails.ts'
import type { Document } from '../storage/documents.ts'
import type { StoredEvent } from '../stored-event.ts'

/** Content of the signed token in a confirmation mail. */
export interface ConfirmationToken {
  email: string
  form: string
  submission: string
  /** Ids of the consents. */
  consents: string[]
  /** Language of the submission; null when unknown. */
  language: string | null
  /** Milliseconds since 1970. */
  until: number
}

/** Purpose and path of the signed links. */
export const CONFIRMATION = 'confirmation'
export const CONFIRMATION_PATH = '/v1/confirmations/'

const USUAL_DAYS = 7

/**
 * The mail that asks for confirmation of an address; none when the form does not require it. Its id is the same for
 * all mails to an address for a form, of which the queue takes one an hour, so that nobody can flood others.
 */
export function confirmationMail(
  event: StoredEvent,
  form: FormDefinition | undefined,
  consents: Document[],
): { id: string; about: string; at: number; mail: WaitingMail }[] {
  const { email, receivedAt, messageId, properties } = event
  if (form?.confirm === undefined || email === null || properties.outcome === 'attempted') return []
  const { subject, text, days = USUAL_DAYS } = form.confirm
  const content: Omit<ConfirmationToken, 'until'> = {
    email,
    form: form.id,
    submission: messageId,
    consents: consents.map(({ id }) => id),
    language: languageOf(event, form),
  }
  const link = { purpose: CONFIRMATION, path: CONFIRMATION_PATH, content, days }
  const mail: WaitingMail = {
    state: 'waiting',
    since: receivedAt,
    to: email,
    subject,
    text,
    link,
    attempts: 0,
  }
  return [{ id: `confirm/${form.id}/${email}`, about: emailKey(email), at: receivedAt, mail }]
}
