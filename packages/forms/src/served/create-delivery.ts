import type { FormAnswer, FormDefinition, FormSession } from '@leadlight/protocol'
import type { Deliver, Submission } from '../deliver.ts'
import type { FormTracker } from '../track-form.ts'
import { ask, type Said } from './ask.ts'
import { type Collector, collectorOf } from './collector-of.ts'
import { showReceipt } from './show-receipt.ts'
import { languageOf } from './words.ts'

/** What a form that is about to be filled in got from its collector. */
export interface OpenedForm {
  session?: FormSession | undefined
  /** Resolves to the solution of the puzzle, if there is one. */
  work?: Promise<string | undefined> | undefined
  /** What stands in the field that people do not see. */
  trap?: () => string
}

/** How often and how long after one another a receipt is asked for, in milliseconds. */
const PATIENCE_MS = [0, 1_000, 3_000, 8_000]

/**
 * Makes the way of a form's answers to the collector. Where the visitor may be tracked, they go through the tracker's
 * outbox, like any event, and the receipt is asked for afterwards. Where not, pressing the button is a request of its own:
 * sent at once, without any id of the visitor, and nothing is stored on the device.
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
      form_check: { token: session?.token, work: await work, trap: trap?.() },
    }
    const show = (said: Said<FormAnswer>) => {
      // Others than a collector may answer, too.
      const receipt = 'answer' in said ? said.answer.receipt : undefined
      // The words of thanks are drawn first.
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
    const said = await sendAlone(collectorOf(element), id, { form_name: name, ...properties })
    if (!show(said)) {
      console.error(`leadlight-form: ${'error' in said ? said.error : 'this was no answer of a collector'}`)
      return false
    }
    // As for a submission that the tracker takes.
    const detail = { form_id: id, form_name: name, ...submission }
    element.dispatchEvent(new CustomEvent('Form Submitted', { bubbles: true, detail }))
    return 'sent'
  }

  async function askForReceipt(path: string, show: (said: Said<FormAnswer>) => boolean): Promise<void> {
    const { tracker = (window as { leadlight?: { flush?: () => Promise<void> } }).leadlight } = element
    for (const pause of PATIENCE_MS) {
      await new Promise((resolve) => setTimeout(resolve, pause))
      await (tracker as { flush?: () => Promise<void> } | undefined)?.flush?.()
      if (show(await ask(`${collectorOf(element).url}v1/${path}`))) return
    }
  }
}

function sendAlone({ url, writeKey }: Collector, id: string, properties: object): Promise<Said<FormAnswer>> {
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

/** What the page's own address says of the campaign; it names an advertisement, and nobody. */
function campaign(): Record<string, string> | undefined {
  const named = [...new URLSearchParams(location.search)].flatMap(([name, value]) => {
    const [, key] = /^utm_(source|medium|campaign|term|content)$/.exec(name) ?? []
    return key ? [[key === 'campaign' ? 'name' : key, value]] : []
  })
  return named.length > 0 ? Object.fromEntries(named) : undefined
}

/** One id for the same answers, however often they are sent: so they count once. */
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

/** 128 random bits; `randomUUID` is missing on plain http. */
function uniqueId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}
