import type { FormDefinition, FormReceipt, Json, JsonObject } from '@leadlight/protocol'
import { confirmationMail } from '../consents/confirmation-mail.ts'
import { consentChanges } from '../consents/consent-facts.ts'
import { consentsIn } from '../consents/consents-in.ts'
import { FORM_SUBMITTED } from '../event-names.ts'
import { isJsonObject } from '../ingest/json-object.ts'
import { queueMails } from '../mail/create-mail-queue.ts'
import type { Document } from '../storage/documents.ts'
import type { Store, Transaction } from '../storage/port.ts'
import type { StoredEvent } from '../stored-event.ts'
import { answeredFieldsAfter } from './answered-fields.ts'
import { checkAnswers } from './check-answers.ts'
import { createFormCounter } from './count-forms.ts'
import { documentSubjects } from './document-subjects.ts'
import { fillHidden, hasSources, originOf } from './fill-hidden.ts'
import type { FormShelf, KnownForm } from './form-shelf.ts'
import { receiptNumber } from './receipt-number.ts'
import { spamOf } from './spam-folder.ts'
import type { SpamGuard, SpamReason } from './spam-guard.ts'

/** Facts about a submission that are not in its event. */
export interface SubmissionFacts {
  ip: string | null
  /** Whether it was sent by a form without script. */
  plain: boolean
}

/** A submission before it is stored. */
export interface ReviewedEvent {
  event: StoredEvent
  /** The proof of a human sender that the page sent, unchanged. */
  check: Json | undefined
}

/** Processes submissions of forms. */
export interface FormDesk {
  /**
   * Reviews submissions before they are stored: checks answers, detects bots, and adds the findings to the events. Returns
   * the additional events that their forms define.
   */
  review(submissions: ReviewedEvent[], facts: SubmissionFacts): Promise<StoredEvent[]>
  /**
   * Accepts a submission that was classified as spam: returns the events to store instead, including the additional event
   * that its form defines.
   */
  clear(event: StoredEvent): Promise<StoredEvent[]>
  /** Records what follows from new events, in the transaction that stores them. */
  record(transaction: Transaction, events: StoredEvent[]): Promise<void>
}

/** Name of the collection of documents. */
export const RECEIPTS = 'form receipts'

/** Properties that only the desk may set. */
const own = ['form_check', 'spam', 'was_spam', 'plain_form', 'problems', 'receipt']

/** Format of the submission ids that forms generate. */
const submissionId = /^[\w-]{8,64}$/

/** Options of `createFormDesk`. */
export interface FormDeskOptions {
  store: Store
  shelf: FormShelf
  guard: SpamGuard
  /** Whether the collector has a mailer, so that mails are queued. */
  sendsMail: boolean
}

/** Longest language tag (BCP 47). */
const LONGEST_LANGUAGE = 35

/** Creates the desk of a collector. */
export function createFormDesk({ store, shelf, guard, sendsMail }: FormDeskOptions): FormDesk {
  const countForms = createFormCounter()
  const known = new WeakMap<StoredEvent, { form: KnownForm | undefined; plain: boolean }>()

  const reviewOne = async (
    { event, check }: ReviewedEvent,
    facts: SubmissionFacts,
  ): Promise<StoredEvent[]> => {
    const { form_id: id, fields, submission_id: submission } = event.properties
    const properties: JsonObject = { ...event.properties }
    for (const key of own) delete properties[key]
    event.properties = properties
    const form = typeof id === 'string' ? await shelf.find(id) : undefined
    known.set(event, { form, plain: facts.plain })
    properties.receipt = await receiptNumber(`${submission ?? event.messageId}`)
    if (form && hasSources(form.definition)) {
      const origin = await originOf(store, event)
      properties.fields = fillHidden(form.definition, isJsonObject(fields) ? fields : {}, origin)
    }
    if (event.trusted) return []
    // The answers as sent, because the page showed fields by them.
    const problems = form ? checkAnswers(form.definition, isJsonObject(fields) ? fields : {}) : {}
    if (Object.keys(problems).length > 0) properties.problems = problems
    const { messageId: key, receivedAt, bot } = event
    // Self-declared bots are listed, too.
    const says: SpamReason | null = bot ? 'robot' : null
    const spam =
      says ?? (form ? await guard.judge({ form: form.definition, key, check, receivedAt, ...facts }) : null)
    if (spam === null) return form ? furtherEvent(event, form.definition) : []
    properties.spam = spam
    if (facts.plain) properties.plain_form = true
    // Stored, but neither scored nor made a lead.
    event.bot = true
    return []
  }

  return {
    async review(submissions, facts) {
      const further: StoredEvent[] = []
      for (const submission of submissions) further.push(...(await reviewOne(submission, facts)))
      return further
    },
    async clear(event) {
      const { spam, plain_form: plain, ...properties } = event.properties
      const { form_id: id } = properties
      const form = typeof id === 'string' ? await shelf.find(id) : undefined
      const cleared: StoredEvent = {
        ...event,
        // A new id, because events in the log never change; a deterministic one, so that it counts once.
        messageId: `${event.messageId}~accepted`,
        bot: false,
        properties: { ...properties, was_spam: spam ?? null },
      }
      known.set(cleared, { form, plain: plain === true })
      return [cleared, ...(form ? furtherEvent(cleared, form.definition) : [])]
    },
    async record(transaction, events) {
      await countForms(transaction, events)
      const changes = events.flatMap(consentChanges)
      if (changes.length > 0) await transaction.saveDocuments(changes)
      const submissions = events.filter((event) => event.name === FORM_SUBMITTED)
      if (submissions.length === 0) return
      const whom = await documentSubjects(transaction, submissions)
      const documents: Document[] = []
      for (const event of submissions) {
        const about = whom.get(event) ?? null
        const { form, plain = false } = known.get(event) ?? {}
        documents.push(...receiptOf(event, about), ...(await spamOf(event, about)))
        if (event.bot) continue
        const consents = await consentsIn(event, { about, form: form?.definition, plain })
        documents.push(...consents, ...(await answeredFieldsAfter(transaction, event, about)))
        if (sendsMail) await queueMails(transaction, confirmationMail(event, form?.definition, consents))
      }
      await transaction.saveDocuments(documents)
    },
  }
}

/** The additional event that a form defines for its submissions (`success.event`). */
function furtherEvent(event: StoredEvent, { id, name = id, success }: FormDefinition): StoredEvent[] {
  if (success?.event === undefined || event.properties.outcome === 'attempted') return []
  return [
    {
      ...event,
      messageId: `${event.messageId}~${id}`,
      name: success.event,
      traits: null,
      email: null,
      userId: event.userId,
      properties: { form_id: id, form_name: name },
      source: null,
      fingerprint: `${event.fingerprint}~`,
    },
  ]
}

/** The document id of a receipt; null when the submission has no id to ask by. */
export function receiptId(form: Json | undefined, submission: Json | undefined): string | null {
  const named = typeof form === 'string' && typeof submission === 'string' && submissionId.test(submission)
  return named ? `${form.slice(0, 64)}/${submission}` : null
}

function receiptOf({ properties, receivedAt }: StoredEvent, about: string | null) {
  const { form_id: form, submission_id: submission, receipt, problems, language } = properties
  const id = receiptId(form, submission)
  if (id === null) return []
  const content = {
    number: `${receipt}`,
    ...(typeof language === 'string' && { language: language.slice(0, LONGEST_LANGUAGE) }),
    ...(isJsonObject(problems) && { problems: problems as FormReceipt['problems'] }),
  }
  return [{ collection: RECEIPTS, id, about, at: receivedAt, content: JSON.stringify(content) }]
}
