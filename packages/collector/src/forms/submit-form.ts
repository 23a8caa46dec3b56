import {
  type FormDefinition,
  type Json,
  type JsonObject,
  MAX_MESSAGE_BYTES,
  type Receipt,
} from '@leadlight/protocol'
import { FORM_SUBMITTED } from '../event-names.ts'
import { RefusedError } from '../http/refused-error.ts'
import type { AccessControl } from '../ingest/access-control.ts'
import type { Ingest } from '../ingest/create-ingest.ts'
import { isJsonObject } from '../ingest/json-object.ts'
import { readBody } from '../ingest/read-body.ts'
import { readDelivery } from '../ingest/read-delivery.ts'
import { findUnsafeValue, readJson } from '../ingest/read-json.ts'
import { readWriteKey } from '../ingest/write-key.ts'
import type { Limits } from '../limits/create-limits.ts'
import { acceptedLanguages, isLanguage } from '../pages/choose-words.ts'
import { checkAnswers, findInvalidAnswers, type InvalidAnswer, type Problems } from './check-answers.ts'
import type { Receipts } from './create-receipts.ts'
import { digestText } from './digest-text.ts'
import type { FormRepository, StoredForm } from './form-repository.ts'
import { KEY_FIELD, readPostedForm } from './read-posted-form.ts'
import { receiptNumber } from './receipt-number.ts'

/** Options of `createSubmit`. */
export interface SubmitOptions {
  formRepository: FormRepository
  ingest: Ingest
  accessControl: AccessControl
  limits: Limits
  receipts: Pick<Receipts, 'receivedAt'>
  now: () => number
}

/** The result of a submission that did not come in a batch. */
export interface SubmissionResult {
  form: StoredForm | undefined
  number: string
  problems: Problems
  /** Like `problems`; only for a form without script. */
  invalid: InvalidAnswer[]
}

/** Equal submissions of a form without script within this time count as one, in milliseconds. */
const SAME_PRESS_MS = 60_000

/**
 * Creates the function that accepts a single submission outside a batch: from a form without script, or from a page without
 * consent to tracking. It becomes a `Form Submitted` event with a visitor of its own.
 */
export function createSubmit({
  formRepository,
  ingest,
  accessControl,
  limits,
  receipts,
  now,
}: SubmitOptions) {
  const send = async (
    request: Request,
    ip: string | null,
    { message, writeKey }: SentSubmission,
    plainForm: boolean,
  ) => {
    const sender = await accessControl.authorize(request, writeKey)
    // An origin is required even for other senders than browsers, because only pages post forms here.
    const context = { userAgent: request.headers.get('user-agent'), ip, fromPage: true, plainForm }
    const text = JSON.stringify(message)
    limits.admitEvents(readWriteKey(writeKey, request.headers, request.url), sender, 1)
    refuseRejected(
      await limits.queue(text.length, () => ingest(readDelivery(text, 'track'), sender, context)),
    )
  }
  /** The id of a press of the button: that of an equal one within the minute before, or else a new one. */
  const idOfPress = async (form: string, press: unknown[]): Promise<string> => {
    const minute = Math.floor(now() / SAME_PRESS_MS)
    const idIn = async (time: number) =>
      `form-${(await digestText(JSON.stringify([...press, time]))).slice(0, 32)}`
    const before = await idIn(minute - 1)
    const at = await receipts.receivedAt(form, before)
    return at !== undefined && now() - at < SAME_PRESS_MS ? before : await idIn(minute)
  }
  return {
    /** @throws RefusedError */
    async json(request: Request, id: string, ip: string | null): Promise<SubmissionResult> {
      const sent = readJsonSubmission(await readBody(request, limits.bodies), id)
      await send(request, ip, sent, false)
      const form = await formRepository.find(id)
      const problems = form === undefined ? {} : checkAnswers(form.definition, sent.fields)
      return { form, number: await receiptNumber(sent.messageId), problems, invalid: [] }
    },

    /** @throws RefusedError */
    async plain(request: Request, id: string, ip: string | null): Promise<SubmissionResult> {
      const text = await readBody(request, limits.bodies)
      const form = await formRepository.find(id)
      const messageId = await idOfPress(id, [id, text, ip, request.headers.get('user-agent')])
      const sent = readPlainSubmission(request, new URLSearchParams(text), id, form?.definition, messageId)
      const { invalid } = sent
      await send(request, ip, sent, true)
      const problems: Problems = Object.fromEntries(
        invalid.map(({ field, problem }) => [field.name, problem]),
      )
      return { form, number: await receiptNumber(messageId), problems, invalid }
    },
  }
}

/** A submission as it was sent: a message for the ingestion, which is not validated yet. */
interface SentSubmission {
  messageId: string
  message: JsonObject
  writeKey: string | null
}

/** @throws RefusedError 400 for anything but a submission */
function readJsonSubmission(text: string, id: string): SentSubmission & { fields: JsonObject } {
  const { value: body } = readJson(text)
  const problem = findUnsafeValue(body)
  if (!isJsonObject(body) || problem !== undefined)
    throw notASubmission(problem ?? 'the body is not an object')
  const { properties, writeKey, sentAt, anonymousId, context } = body
  if (!isJsonObject(properties) || !isJsonObject(properties.fields)) {
    throw notASubmission('"properties" has no "fields"')
  }
  const messageId = textOr(properties.submission_id, crypto.randomUUID())
  const message = {
    ...messageOf(messageId, { ...properties, form_id: id }, context),
    anonymousId: textOr(anonymousId, `form:${messageId}`),
    sentAt: sentAt ?? null,
  }
  const key = typeof writeKey === 'string' ? writeKey : null
  return { messageId, message, writeKey: key, fields: properties.fields }
}

function readPlainSubmission(
  request: Request,
  sent: URLSearchParams,
  id: string,
  form: FormDefinition | undefined,
  messageId: string,
): SentSubmission & Pick<SubmissionResult, 'invalid'> {
  const page = request.headers.get('referer')
  const properties: JsonObject = { ...readPostedForm(id, form, sent, page), submission_id: messageId }
  const fields = isJsonObject(properties.fields) ? properties.fields : {}
  const invalid = form === undefined ? [] : findInvalidAnswers(form, fields)
  // The visitor is asked to correct the answers, so this submission was only attempted.
  if (invalid.length > 0) properties.outcome = 'attempted'
  const [locale] = acceptedLanguages(request)
  const language = pageLanguage(request)
  if (language !== null) properties.language = language
  const context = {
    ...(page !== null && { page: pageOf(page) }),
    ...(locale !== undefined && { locale }),
  }
  const message = { ...messageOf(messageId, properties, context), anonymousId: `form:${messageId}` }
  return { messageId, message, writeKey: sent.get(KEY_FIELD), invalid }
}

function messageOf(messageId: string, properties: JsonObject, context: Json | undefined): JsonObject {
  return {
    type: 'track',
    event: FORM_SUBMITTED,
    messageId,
    properties,
    context: isJsonObject(context) ? context : {},
  }
}

/** The language of the page that a form without script declares by `?language=`. */
export function pageLanguage(request: Request): string | null {
  const language = new URL(request.url).searchParams.get('language')
  return language !== null && isLanguage(language) ? language : null
}

/** The page's context from a referrer, which may be only the origin of the page. */
function pageOf(referrer: string): JsonObject {
  const url = URL.parse(referrer)
  return url === null ? {} : { url: url.href, path: url.pathname }
}

function refuseRejected({ rejected = [] }: Receipt): void {
  const [first] = rejected
  if (first === undefined) return
  const tooLarge = first.reason.startsWith('too large')
  const message = tooLarge
    ? `These answers are too long: at most ${MAX_MESSAGE_BYTES / 1024} KiB in total are allowed. Shorten them and send them again.`
    : `The submission is invalid: ${first.reason}.`
  throw new RefusedError(tooLarge ? 413 : 400, tooLarge ? 'too_large' : 'not_a_submission', message)
}

function notASubmission(why: string): RefusedError {
  const how =
    'Send {"writeKey": …, "properties": {"fields": {…}}} as JSON, or a form as application/x-www-form-urlencoded'
  return new RefusedError(400, 'not_a_submission', `${how}: ${why}.`)
}

function textOr(value: Json | undefined, other: string): string {
  return typeof value === 'string' && value !== '' ? value : other
}
