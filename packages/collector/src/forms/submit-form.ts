import { type Json, type JsonObject, MAX_MESSAGE_BYTES, type Receipt } from '@leadlight/protocol'
import { FORM_SUBMITTED } from '../event-names.ts'
import { RefusedError } from '../http/refused-error.ts'
import type { Ingest } from '../ingest/create-ingest.ts'
import type { Gate } from '../ingest/gate.ts'
import { isJsonObject } from '../ingest/json-object.ts'
import { readBody } from '../ingest/read-body.ts'
import { readDelivery } from '../ingest/read-delivery.ts'
import { findFault, readJson } from '../ingest/read-json.ts'
import { readWriteKey } from '../ingest/write-key.ts'
import type { Limits } from '../limits/create-limits.ts'
import { acceptedLanguages, isLanguage } from '../pages/choose-words.ts'
import { checkAnswers, type Fault, faultsIn, type Problems } from './check-answers.ts'
import { digestText } from './digest-text.ts'
import type { FormShelf, KnownForm } from './form-shelf.ts'
import { KEY_FIELD, readPostedForm } from './read-posted-form.ts'
import { receiptNumber } from './receipt-number.ts'

/** Options of `createSubmit`. */
export interface SubmitOptions {
  shelf: FormShelf
  ingest: Ingest
  gate: Gate
  limits: Limits
  now: () => number
}

/** The result of a submission that did not come in a batch. */
export interface Submitted {
  form: KnownForm | undefined
  number: string
  problems: Problems
  /** Like `problems`; only for a form without script. */
  faults: Fault[]
}

/** Equal submissions of a form without script within this time count as one, in milliseconds. */
const SAME_PRESS_MS = 60_000

/**
 * Creates the function that accepts a single submission outside a batch: from a form without script, or from a page without
 * consent to tracking. It becomes a `Form Submitted` event with a visitor of its own.
 */
export function createSubmit({ shelf, ingest, gate, limits, now }: SubmitOptions) {
  const send = async (
    request: Request,
    ip: string | null,
    message: JsonObject,
    key: string | null,
    plain: boolean,
  ) => {
    const sender = await gate.authorize(request, key)
    // An origin is required even for other senders than browsers, because only pages post forms here.
    const facts = { userAgent: request.headers.get('user-agent'), ip, fromPage: true, plainForm: plain }
    const text = JSON.stringify(message)
    limits.admitEvents(readWriteKey(key, request.headers, request.url), sender, 1)
    refuseRejected(await limits.queue(text.length, () => ingest(readDelivery(text, 'track'), sender, facts)))
  }
  return {
    /** @throws RefusedError */
    async json(request: Request, id: string, ip: string | null): Promise<Submitted> {
      const { value: body } = readJson(await readBody(request, limits.bodies))
      const fault = findFault(body)
      if (!isJsonObject(body) || fault !== undefined)
        throw notASubmission(fault ?? 'the body is not an object')
      const { properties, writeKey, sentAt, anonymousId, context } = body
      if (!isJsonObject(properties) || !isJsonObject(properties.fields)) {
        throw notASubmission('"properties" has no "fields"')
      }
      const { submission_id: submission } = properties
      const messageId = textOr(submission, crypto.randomUUID())
      await send(
        request,
        ip,
        {
          ...messageOf(messageId, { ...properties, form_id: id }, context),
          anonymousId: textOr(anonymousId, `form:${messageId}`),
          sentAt: sentAt ?? null,
        },
        typeof writeKey === 'string' ? writeKey : null,
        false,
      )
      const form = await shelf.find(id)
      const problems = form === undefined ? {} : checkAnswers(form.definition, properties.fields)
      return { form, number: await receiptNumber(messageId), problems, faults: [] }
    },

    /** @throws RefusedError */
    async plain(request: Request, id: string, ip: string | null): Promise<Submitted> {
      const text = await readBody(request, limits.bodies)
      const sent = new URLSearchParams(text)
      const form = await shelf.find(id)
      const page = request.headers.get('referer')
      const properties = readPostedForm(id, form?.definition, sent, page)
      const fields = isJsonObject(properties.fields) ? properties.fields : {}
      const faults = form === undefined ? [] : faultsIn(form.definition, fields)
      const problems: Problems = Object.fromEntries(faults.map(({ field, problem }) => [field.name, problem]))
      // The visitor is asked to correct the answers, so this submission was only attempted.
      if (faults.length > 0) properties.outcome = 'attempted'
      const [locale] = acceptedLanguages(request)
      const language = pageLanguage(request)
      if (language !== null) properties.language = language
      const press = [id, text, ip, request.headers.get('user-agent'), Math.floor(now() / SAME_PRESS_MS)]
      const messageId = `form-${(await digestText(JSON.stringify(press))).slice(0, 32)}`
      await send(
        request,
        ip,
        {
          ...messageOf(messageId, properties, {
            ...(page !== null && { page: pageOf(page) }),
            ...(locale !== undefined && { locale }),
          }),
          anonymousId: `form:${messageId}`,
        },
        sent.get(KEY_FIELD),
        true,
      )
      return { form, number: await receiptNumber(messageId), problems, faults }
    },
  }
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
