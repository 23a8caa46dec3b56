import type { FormAnswer } from '@leadlight/protocol'
import { errorResponse } from '../http/error-response.ts'
import { RefusedError } from '../http/refused-error.ts'
import { answerPlainForm } from './answer-plain-form.ts'
import type { Receipts } from './create-receipts.ts'
import type { PageAnswers } from './page-answers.ts'
import { createSubmit, pageLanguage, type SubmitOptions } from './submit-form.ts'

/** Options of `createSubmissionReceiver`. */
export interface SubmissionReceiverOptions extends SubmitOptions {
  receipts: Receipts
  answers: PageAnswers
  onError: (error: unknown) => void
}

/**
 * Creates the response to `POST /v1/forms/:id`. A browser that leaves its page for the response, because the form works without
 * script, gets a page; a script gets JSON.
 */
export function createSubmissionReceiver(
  options: SubmissionReceiverOptions,
): (request: Request, id: string, ip: string | null) => Promise<Response> {
  const { formRepository, receipts, answers, onError } = options
  const submit = createSubmit(options)

  const receiveNavigation = (request: Request, id: string, ip: string | null) =>
    answerPlainForm(request, {
      form: () => formRepository.find(id),
      submit: async () => {
        answers.admit(ip)
        if (contentType(request) !== PLAIN_FORM) throw unsupportedForm()
        const submitted = await submit.plain(request, id, ip)
        const { form, number, problems } = submitted
        const language = pageLanguage(request) ?? undefined
        const receipt = await receipts.write(form?.definition, { number, problems, language })
        return { ...submitted, receipt }
      },
      answerError: (error) => errorResponse(error, onError),
    })

  const receiveJson = (request: Request, id: string, ip: string | null) =>
    answers.json(request, ip, async () => {
      if (contentType(request) === 'multipart/form-data') throw unsupportedForm()
      const { form, number, problems } = await submit.json(request, id, ip)
      const kept = Object.keys(problems).length > 0 ? { number, problems } : { number }
      return { success: true, receipt: await receipts.write(form?.definition, kept) } satisfies FormAnswer
    })

  return async (request, id, ip) =>
    isNavigation(request) ? await receiveNavigation(request, id, ip) : await receiveJson(request, id, ip)
}

/** How browsers send forms by themselves. */
const PLAIN_FORM = 'application/x-www-form-urlencoded'

/** Whether the response is shown to the visitor: scripts accept any type, browsers that navigate prefer HTML. */
function isNavigation(request: Request): boolean {
  const prefersHtml = request.headers.get('accept')?.includes('text/html') ?? false
  return prefersHtml || contentType(request) === PLAIN_FORM
}

function contentType(request: Request): string | undefined {
  return request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
}

function unsupportedForm(): RefusedError {
  const message = 'Forms that upload files are not supported: remove the enctype.'
  return new RefusedError(415, 'unsupported_form', message)
}
