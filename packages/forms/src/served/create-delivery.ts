import type { FormAnswer, FormDefinition, FormSession } from '@leadlight/protocol'
import type { Deliver, Submission } from '../deliver.ts'
import type { FormTracker } from '../track-form.ts'
import { ask, type Reply } from './ask.ts'
import { collectorOf } from './collector-of.ts'
import { showReceipt } from './show-receipt.ts'
import { languageOf } from './words.ts'

/** What the collector issued for a form that is being filled in. */
export interface OpenedForm {
  session?: FormSession | undefined
  /** Resolves to the solution of the proof of work, if one is required. */
  work?: Promise<string | undefined> | undefined
  /** Reads the honeypot field. */
  trap?: () => string
}

/** Delays before the attempts to fetch a receipt, in milliseconds. */
const RECEIPT_DELAYS_MS = [0, 1_000, 3_000, 8_000]

/**
 * Creates the delivery of a form's answers to its collector. Where the visitor may be tracked, they go through the tracker's
 * outbox like any event, and the receipt is fetched afterwards. Otherwise they are posted directly, without any id of the
 * visitor and without storing anything on the device.
 */
export function createDelivery(
  element: Element & { tracker?: FormTracker | undefined },
  { id, name = id, language }: FormDefinition,
  { session, work, trap }: OpenedForm = {},
): Deliver {
  const submissionOf = createSubmissionIds()

  return async (submission, track) => {
    const properties = {
      ...submission,
      submission_id: submissionOf(submission),
      language: language ?? languageOf(element),
      page_url: location.origin + location.pathname,
      // Without its proof of work, an unsent submission is at least in the spam folder.
      form_check: { token: session?.token, work: await Promise.race([work, pageLeft()]), trap: trap?.() },
    }
    const show = (reply: Reply<FormAnswer>) => {
      // Something other than a collector may have answered.
      const receipt = 'answer' in reply ? reply.answer.receipt : undefined
      // Deferred, so that the thanks are drawn first.
      if (receipt) setTimeout(() => showReceipt(element, collectorOf(element).url, receipt, language))
      return receipt !== undefined
    }
    if (track('Form Submitted', properties)) {
      const inquire = () => askForReceipt(`forms/${id}/receipts/${properties.submission_id}`, show)
      if (!navigator.onLine) {
        addEventListener('online', inquire, { once: true })
        return 'kept'
      }
      inquire()
      return 'sent'
    }
    const reply = await postSubmission(element, id, { form_name: name, ...properties }).catch((error) => ({
      status: 0,
      error: `${error}`,
    }))
    if (!show(reply)) {
      console.error(
        `leadlight-form: ${'error' in reply ? reply.error : 'the response is not from a collector: check its address'}`,
      )
      return false
    }
    // With a tracker, it is dispatched by `track`.
    const detail = { form_id: id, form_name: name, ...submission }
    element.dispatchEvent(new CustomEvent('Form Submitted', { bubbles: true, detail }))
    return 'sent'
  }

  async function askForReceipt(path: string, show: (reply: Reply<FormAnswer>) => boolean): Promise<void> {
    const { tracker = (window as { leadlight?: { flush?: () => Promise<void> } }).leadlight } = element
    for (const pause of RECEIPT_DELAYS_MS) {
      await new Promise((resolve) => setTimeout(resolve, pause))
      await (tracker as { flush?: () => Promise<void> } | undefined)?.flush?.()
      if (show(await ask(`${collectorOf(element).url}v1/${path}`))) return
    }
  }
}

/** Resolves when the page is left. */
function pageLeft(): Promise<undefined> {
  return new Promise((resolve) => addEventListener('pagehide', () => resolve(undefined), { once: true }))
}

/** Rejects when the address of the collector is unknown. */
async function postSubmission(element: Element, id: string, properties: object): Promise<Reply<FormAnswer>> {
  const { url, writeKey } = collectorOf(element)
  const { origin, pathname } = location
  return ask(`${url}v1/forms/${id}`, {
    writeKey,
    sentAt: new Date(),
    properties,
    context: {
      page: { url: origin + pathname, path: pathname },
      campaign: campaign(),
      locale: navigator.language,
    },
  })
}

/** The campaign parameters of the page's address; they identify an advertisement, not a person. */
function campaign(): Record<string, string> | undefined {
  const named = [...new URLSearchParams(location.search)].flatMap(([name, value]) => {
    const [, key] = /^utm_(source|medium|campaign|term|content)$/.exec(name) ?? []
    return key ? [[key === 'campaign' ? 'name' : key, value]] : []
  })
  return named.length > 0 ? Object.fromEntries(named) : undefined
}

/** Gives the same id for the same answers, so that a repeated submission counts once. */
function createSubmissionIds(): (submission: Submission) => string {
  let known = ''
  let id = ''
  return (submission) => {
    const content = JSON.stringify(submission)
    if (content !== known) id = uniqueId()
    known = content
    return id
  }
}

/** 128 random bits in hexadecimal; `randomUUID` does not exist on plain http. */
function uniqueId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}
