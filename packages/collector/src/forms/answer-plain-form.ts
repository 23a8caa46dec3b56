import { errorSchema, type FormReceipt } from '@leadlight/protocol'
import { acceptedLanguages, chooseWords, type LocalizedWords } from '../pages/choose-words.ts'
import { describeFault, fillIn } from '../pages/describe-fault.ts'
import { pageResponse } from '../pages/page-response.ts'
import type { StoredForm } from './form-repository.ts'
import { pageLanguage, type SubmissionResult } from './submit-form.ts'

/** Options of `answerPlainForm`. */
export interface PlainFormOptions {
  form(): Promise<StoredForm | undefined>
  submit(): Promise<SubmissionResult & { receipt: FormReceipt }>
  answerError(error: unknown): Response
}

/**
 * Responds to the submission of a form without script: with a redirect to the form's page or with a page of the collector,
 * in the language of the form, the page or the browser.
 */
export async function answerPlainForm(
  request: Request,
  { form, submit, answerError }: PlainFormOptions,
): Promise<Response> {
  // If the store fails, storing the answers fails as well and is reported then.
  const known = await form().catch(() => undefined)
  const words = chooseWords([
    known?.definition.language,
    pageLanguage(request),
    ...acceptedLanguages(request),
  ])
  try {
    return answer(await submit(), words)
  } catch (error) {
    return await errorPage(answerError(error), words)
  }
}

function answer(
  { form, receipt, invalid }: SubmissionResult & { receipt: FormReceipt },
  words: LocalizedWords,
): Response {
  const { message, redirect } = form?.definition.success ?? {}
  if (invalid.length > 0) {
    return pageResponse({
      status: 422,
      words,
      title: words.check,
      items: invalid.map(({ field, fault }) => `${field.label}: ${describeFault(fault, words)}`),
      text: [words.goBack],
    })
  }
  // A relative URL refers to the page's site, not to the collector.
  if (redirect !== undefined && /^https?:/i.test(redirect)) {
    return new Response(null, { status: 303, headers: { location: redirect, 'cache-control': 'no-store' } })
  }
  return pageResponse({
    status: 200,
    words,
    title: message ?? words.thanks,
    text: [
      ...(receipt.text === undefined ? [] : [receipt.text]),
      fillIn(words, 'received', { n: receipt.number }),
    ],
    links: [...(receipt.links ?? []), ...downloadIn(receipt)],
  })
}

/** The link to a download, relative to the URL that forms are posted to. */
function downloadIn({ download }: FormReceipt): { label: string; href: string }[] {
  return download === undefined ? [] : [{ label: download.label, href: `../downloads/${download.token}` }]
}

/** Turns an API error into a readable page; a reason that only the site owner can fix remains in English. */
async function errorPage(response: Response, words: LocalizedWords): Promise<Response> {
  const { status } = response
  const known = errorSchema.safeParse(await response.json().catch(() => null))
  const busy = status === 429 || status >= 500
  const ownersFault = !busy && status !== 413
  const page = pageResponse({
    status,
    words,
    title: words.notTaken,
    text: [busy ? words.busy : ownersFault ? words.ownersFault : words.tooLong],
    reason: ownersFault && known.success ? known.data.error.message : undefined,
  })
  const retryAfter = response.headers.get('retry-after')
  if (retryAfter !== null) page.headers.set('retry-after', retryAfter)
  return page
}
