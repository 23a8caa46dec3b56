import type { FormDefinition, Json, JsonObject } from '@leadlight/protocol'
import { isJsonObject } from '../ingest/json-object.ts'
import type { Store } from '../storage/port.ts'
import type { StoredEvent } from '../stored-event.ts'
import { additionalEvent } from './additional-event.ts'
import { checkAnswers } from './check-answers.ts'
import { fillHiddenFields, hasSources, sourceOfSubmission } from './fill-hidden-fields.ts'
import { receiptNumber } from './receipt-number.ts'
import type { SpamGuard, SpamReason } from './spam-guard.ts'

/** What is known of a submission besides its event. */
export interface SubmissionContext {
  ip: string | null
  /** Whether it was sent by a form without script. */
  plain: boolean
}

/** A submission before it is stored. */
export interface IncomingSubmission {
  event: StoredEvent
  /** The proof of a human sender that the page sent, unchanged. */
  check: Json | undefined
}

/** Properties that senders may not set. */
const reservedProperties = ['form_check', 'spam', 'was_spam', 'plain_form', 'problems', 'receipt']

/**
 * Reviews a submission to a form, which may be unknown: checks its answers, detects bots, and adds the findings to its event.
 * Returns the additional events that the form defines.
 */
export type ReviewSubmission = (
  submission: IncomingSubmission,
  form: FormDefinition | undefined,
  context: SubmissionContext,
) => Promise<StoredEvent[]>

/** Creates the review of submissions. */
export function createSubmissionReview(store: Store, guard: SpamGuard): ReviewSubmission {
  const spamReason = async (
    { event, check }: IncomingSubmission,
    form: FormDefinition | undefined,
    context: SubmissionContext,
  ): Promise<SpamReason | null> => {
    // Self-declared bots are listed, too.
    if (event.bot) return 'robot'
    const { messageId: key, receivedAt } = event
    return form === undefined ? null : await guard.classify({ form, key, check, receivedAt, ...context })
  }

  return async (submission, form, context) => {
    const { event } = submission
    const { submission_id: id } = event.properties
    const answers = isJsonObject(event.properties.fields) ? event.properties.fields : {}
    const properties: JsonObject = { ...event.properties }
    for (const key of reservedProperties) delete properties[key]
    event.properties = properties
    properties.receipt = await receiptNumber(`${id ?? event.messageId}`)
    if (form && hasSources(form)) {
      properties.fields = fillHiddenFields(form, answers, await sourceOfSubmission(store, event))
    }
    if (event.trusted) return []
    // The answers as sent, because the page showed fields by them.
    const problems = form ? checkAnswers(form, answers) : {}
    if (Object.keys(problems).length > 0) properties.problems = problems
    const spam = await spamReason(submission, form, context)
    if (spam === null) return form ? additionalEvent(event, form) : []
    properties.spam = spam
    if (context.plain) properties.plain_form = true
    // Stored, but neither scored nor made a lead.
    event.bot = true
    return []
  }
}
