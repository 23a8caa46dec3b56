import type { FormReceipt, Json, JsonObject } from '@leadlight/protocol'
import { recordConsents } from '../consents/record-consents.ts'
import { isJsonObject } from '../ingest/json-object.ts'
import type { Transaction } from '../storage/port.ts'
import type { StoredEvent } from '../stored-event.ts'
import { aboutWhom } from './about-whom.ts'
import { checkAnswers } from './check-answers.ts'
import type { FormShelf, KnownForm } from './form-shelf.ts'
import { receiptNumber } from './receipt-number.ts'
import type { SpamGuard } from './spam-guard.ts'

/** How submissions came, besides what they say. */
export interface SubmissionFacts {
  ip: string | null
  /** From a form without a script. */
  plain: boolean
}

/** A submission before it is stored. */
export interface ReviewedEvent {
  event: StoredEvent
  /** What the page sent along to tell people and robots apart, as it was sent. */
  check: Json | undefined
}

/** Looks after what forms send, on its way through the collector. */
export interface FormDesk {
  /** Looks at submissions before they are stored, and writes into them what it finds. */
  review(submissions: ReviewedEvent[], facts: SubmissionFacts): Promise<void>
  /** Writes down what follows from new events, in the transaction that stores them. */
  record(transaction: Transaction, events: StoredEvent[]): Promise<void>
}

/** Names of the collections of documents. */
export const RECEIPTS = 'form receipts'
export const SPAM = 'spam'

/** The event that a sent form is. */
export const FORM_SUBMITTED = 'Form Submitted'

/** Properties that only the desk writes. */
const own = ['form_check', 'spam', 'problems', 'receipt']

/** What a form knows a submission by. */
const submissionId = /^[\w-]{8,64}$/

/** Makes the desk of one collector. */
export function createFormDesk(shelf: FormShelf, guard: SpamGuard): FormDesk {
  const known = new WeakMap<StoredEvent, { form: KnownForm | undefined; plain: boolean }>()

  const reviewOne = async ({ event, check }: ReviewedEvent, facts: SubmissionFacts): Promise<void> => {
    const { form_id: id, fields, submission_id: submission } = event.properties
    const properties: JsonObject = { ...event.properties }
    for (const key of own) delete properties[key]
    event.properties = properties
    const form = typeof id === 'string' ? await shelf.find(id) : undefined
    known.set(event, { form, plain: facts.plain })
    properties.receipt = await receiptNumber(`${submission ?? event.messageId}`)
    if (form === undefined || event.trusted) return
    const problems = checkAnswers(form.definition, isJsonObject(fields) ? fields : {})
    if (Object.keys(problems).length > 0) properties.problems = problems
    const { messageId, receivedAt } = event
    const suspect = { form: form.definition, key: messageId, check, receivedAt, ...facts }
    const spam = await guard.judge(suspect)
    if (spam === null) return
    properties.spam = spam
    // Kept, but it neither scores nor makes a lead.
    event.bot = true
  }

  return {
    async review(submissions, facts) {
      for (const submission of submissions) await reviewOne(submission, facts)
    },
    async record(transaction, events) {
      const submissions = events.filter((event) => event.name === FORM_SUBMITTED)
      if (submissions.length === 0) return
      const about = await aboutWhom(transaction, submissions)
      await transaction.saveDocuments(
        submissions.flatMap((event) => receiptOf(event, about.get(event) ?? null)),
      )
      await transaction.saveDocuments(submissions.flatMap((event) => spamOf(event, about.get(event) ?? null)))
      const sound = submissions.filter(({ bot }) => !bot)
      await recordConsents(transaction, sound, (event) => ({
        about: about.get(event) ?? null,
        form: known.get(event)?.form?.definition,
        plain: known.get(event)?.plain ?? false,
      }))
    },
  }
}

/** Where a receipt lies; null when nobody can ask for it. */
export function receiptId(form: Json | undefined, submission: Json | undefined): string | null {
  const named = typeof form === 'string' && typeof submission === 'string' && submissionId.test(submission)
  return named ? `${form.slice(0, 64)}/${submission}` : null
}

function receiptOf({ properties, receivedAt }: StoredEvent, about: string | null) {
  const { form_id: form, submission_id: submission, receipt, problems } = properties
  const id = receiptId(form, submission)
  if (id === null) return []
  const content = {
    number: `${receipt}`,
    ...(isJsonObject(problems) && { problems: problems as FormReceipt['problems'] }),
  }
  return [{ collection: RECEIPTS, id, about, at: receivedAt, content: JSON.stringify(content) }]
}

function spamOf(event: StoredEvent, about: string | null) {
  if (event.properties.spam === undefined) return []
  const id = `${event.site}/${event.messageId}`
  return [{ collection: SPAM, id, about, at: event.receivedAt, content: JSON.stringify(event) }]
}
