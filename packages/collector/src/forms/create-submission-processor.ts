import { cancelConfirmations } from '../consents/cancel-confirmations.ts'
import { confirmationMail } from '../consents/confirmation-mail.ts'
import { consentChanges } from '../consents/consent-events.ts'
import { consentsIn } from '../consents/consents-in.ts'
import { FORM_SUBMITTED } from '../event-names.ts'
import { queueMails } from '../mail/queue-mails.ts'
import type { Document } from '../storage/documents.ts'
import type { Store, Transaction } from '../storage/port.ts'
import type { StoredEvent } from '../stored-event.ts'
import { additionalEvent } from './additional-event.ts'
import { answeredFieldsAfter } from './answered-fields.ts'
import { createFormCounter } from './count-forms.ts'
import { documentSubjects } from './document-subjects.ts'
import type { FormRepository, StoredForm } from './form-repository.ts'
import { receiptDocuments } from './receipt-documents.ts'
import {
  createSubmissionReview,
  type IncomingSubmission,
  type SubmissionContext,
} from './review-submission.ts'
import { spamOf } from './spam-folder.ts'
import type { SpamGuard } from './spam-guard.ts'

/** Processes submissions of forms. */
export interface SubmissionProcessor {
  /**
   * Reviews submissions before they are stored: checks answers, detects bots, and adds the findings to the events. Returns
   * the additional events that their forms define.
   */
  review(submissions: IncomingSubmission[], context: SubmissionContext): Promise<StoredEvent[]>
  /**
   * Releases a submission that was classified as spam: returns the events to store instead, including the additional event
   * that its form defines.
   */
  release(event: StoredEvent): Promise<StoredEvent[]>
  /** Records what follows from new events, in the transaction that stores them. */
  record(transaction: Transaction, events: StoredEvent[]): Promise<void>
}

/** Options of `createSubmissionProcessor`. */
export interface SubmissionProcessorOptions {
  store: Store
  formRepository: FormRepository
  guard: SpamGuard
  /** Whether the collector has a mailer, so that mails are queued. */
  sendsMail: boolean
}

/** Creates the processor of a collector. */
export function createSubmissionProcessor({
  store,
  formRepository,
  guard,
  sendsMail,
}: SubmissionProcessorOptions): SubmissionProcessor {
  const countForms = createFormCounter()
  const knownForms = new WeakMap<StoredEvent, { form: StoredForm | undefined; plain: boolean }>()

  const reviewSubmission = createSubmissionReview(store, guard)
  const formOf = async ({ properties: { form_id: id } }: StoredEvent): Promise<StoredForm | undefined> =>
    typeof id === 'string' ? await formRepository.find(id) : undefined

  return {
    async review(submissions, context) {
      const additional: StoredEvent[] = []
      for (const submission of submissions) {
        const form = await formOf(submission.event)
        knownForms.set(submission.event, { form, plain: context.plain })
        additional.push(...(await reviewSubmission(submission, form?.definition, context)))
      }
      return additional
    },
    async release(event) {
      const { spam, plain_form: plain, ...properties } = event.properties
      const form = await formOf(event)
      const released: StoredEvent = {
        ...event,
        // A new id, because events in the log never change; a deterministic one, so that it counts once.
        messageId: `${event.messageId}~accepted`,
        bot: false,
        properties: { ...properties, was_spam: spam ?? null },
      }
      knownForms.set(released, { form, plain: plain === true })
      return [released, ...(form ? additionalEvent(released, form.definition) : [])]
    },
    async record(transaction, events) {
      await countForms(transaction, events)
      const changes = events.flatMap(consentChanges)
      if (changes.length > 0) await transaction.saveDocuments(changes)
      await cancelConfirmations(transaction, changes)
      const submissions = events.filter((event) => event.name === FORM_SUBMITTED)
      if (submissions.length === 0) return
      const subjects = await documentSubjects(transaction, submissions)
      const documents: Document[] = []
      for (const event of submissions) {
        const about = subjects.get(event) ?? null
        const { form, plain = false } = knownForms.get(event) ?? {}
        documents.push(...receiptDocuments(event, about), ...(await spamOf(event, about)))
        if (event.bot) continue
        const consents = await consentsIn(event, { about, form: form?.definition, plain })
        documents.push(...consents)
        // Saved at once, because the next submission may be by the same visitor.
        await transaction.saveDocuments(await answeredFieldsAfter(transaction, event, about))
        if (sendsMail) await queueMails(transaction, confirmationMail(event, form?.definition, consents))
      }
      await transaction.saveDocuments(documents)
    },
  }
}
