import { errorSchema, type FormReceipt, fieldsOfForm } from '@leadlight/protocol'
import { isAsked } from '@leadlight/protocol/form-answers'
import { answerPage } from './answer-page.ts'
import type { Submitted } from './submit-form.ts'

/** Answers somebody whose browser runs no script: by the page that the form names, or by one of the collector's. */
export async function answerPlainForm(
  submit: () => Promise<Submitted & { receipt: FormReceipt }>,
  answerError: (error: unknown) => Response,
): Promise<Response> {
  try {
    return answer(await submit())
  } catch (error) {
    return await errorPage(answerError(error))
  }
}

function answer({ form, receipt, problems }: Submitted & { receipt: FormReceipt }): Response {
  const { message, redirect } = form?.definition.success ?? {}
  if (Object.keys(problems).length > 0) {
    const labels = new Map(
      (form === undefined ? [] : fieldsOfForm(form.definition)).flatMap(({ field }) =>
        isAsked(field) ? [[field.name, field.label] as const] : [],
      ),
    )
    return answerPage({
      status: 422,
      title: 'Please check these answers',
      items: Object.entries(problems).map(([name, problem]) => `${labels.get(name) ?? name}: ${problem}`),
      text: ['Go back with your browser: what you wrote is still there. Then send it again.'],
    })
  }
  // A relative address is one of the page's site, which is another than this.
  if (redirect !== undefined && /^https?:/i.test(redirect)) {
    return new Response(null, { status: 303, headers: { location: redirect, 'cache-control': 'no-store' } })
  }
  return answerPage({
    status: 200,
    title: message ?? 'Thank you!',
    text: [...(receipt.text === undefined ? [] : [receipt.text]), `Received, no. ${receipt.number}`],
    links: [...(receipt.links ?? []), ...downloadIn(receipt)],
  })
}

/** As seen from the address that forms are sent to. */
function downloadIn({ download }: FormReceipt): { label: string; href: string }[] {
  return download === undefined ? [] : [{ label: download.label, href: `../downloads/${download.token}` }]
}

/** The refusal of an API as a page for people. */
async function errorPage(response: Response): Promise<Response> {
  const known = errorSchema.safeParse(await response.json().catch(() => null))
  const page = answerPage({
    status: response.status,
    title: 'This could not be taken',
    text: [
      known.success ? known.data.error.message : 'Please try again later.',
      'Go back with your browser: what you wrote is still there.',
    ],
  })
  const retryAfter = response.headers.get('retry-after')
  if (retryAfter !== null) page.headers.set('retry-after', retryAfter)
  return page
}
