import type { FormReceipt, Json } from '@leadlight/protocol'
import { isJsonObject } from '../ingest/json-object.ts'
import type { Document } from '../storage/documents.ts'
import type { StoredEvent } from '../stored-event.ts'

/** Name of the collection of documents. */
export const RECEIPTS = 'form receipts'

/** Format of the submission ids that forms generate. */
const submissionId = /^[\w-]{8,64}$/

/** Longest language tag (BCP 47). */
const LONGEST_LANGUAGE = 35

/** The document id of a receipt; null when the submission has no id to ask by. */
export function receiptId(form: Json | undefined, submission: Json | undefined): string | null {
  const named = typeof form === 'string' && typeof submission === 'string' && submissionId.test(submission)
  return named ? `${form.slice(0, 64)}/${submission}` : null
}

/** The document with the receipt of a submission; none when the submission has no id to ask by. */
export function receiptDocuments({ properties, receivedAt }: StoredEvent, about: string | null): Document[] {
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
