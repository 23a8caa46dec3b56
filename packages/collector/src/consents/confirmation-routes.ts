import { Hono } from 'hono'
import type { RecordFact } from '../by-hand/record-fact.ts'
import { answerPage } from '../forms/answer-page.ts'
import type { Signer } from '../forms/create-signer.ts'
import type { FormShelf } from '../forms/form-shelf.ts'
import { errorResponse } from '../http/error-response.ts'
import { isJsonObject } from '../ingest/json-object.ts'
import { CONFIRMATION, CONFIRMATION_PATH, type ConfirmationToken } from './confirmation-mail.ts'
import { CONSENT_CONFIRMED } from './consent-facts.ts'

/** What the routes work with. */
export interface ConfirmationOptions {
  shelf: FormShelf
  signer: Signer
  record: RecordFact
  now: () => number
  onError: (error: unknown) => void
}

/**
 * Where the link of a confirmation mail leads: a page with a button, since programs that look through mails follow links, but
 * press no buttons. Pressing it is confirming, once.
 */
export function createConfirmationRoutes({ shelf, signer, record, now, onError }: ConfirmationOptions) {
  const app = new Hono()
  const open = async (token: string): Promise<ConfirmationToken | undefined> => {
    const content = await signer.open(CONFIRMATION, token)
    // What was signed here is what was put in.
    return isJsonObject(content) ? (content as unknown as ConfirmationToken) : undefined
  }
  const whenGood = async (token: string, work: (content: ConfirmationToken) => Promise<Response>) => {
    try {
      const content = await open(token)
      if (content === undefined) return unknownLink()
      return content.until < now() ? expiredLink() : await work(content)
    } catch (error) {
      const { status } = errorResponse(error, onError)
      return answerPage({ status, title: 'This does not work now', text: ['Please try again in a minute.'] })
    }
  }
  const path = `${CONFIRMATION_PATH}:token`

  app.get(path, (c) =>
    whenGood(c.req.param('token'), async ({ email, form }) => {
      const button = (await shelf.find(form))?.definition.confirm?.button ?? 'Confirm'
      return answerPage({ status: 200, title: 'Is this your address?', text: [email], button })
    }),
  )
  app.post(path, (c) =>
    whenGood(c.req.param('token'), async ({ email, form, submission, consents }) => {
      const properties = { form_id: form, email, submission, consents }
      const fact = { name: CONSENT_CONFIRMED, properties, messageId: `confirmed-${form}-${submission}` }
      const recorded = await record(`email:${email}`, fact)
      if (recorded === undefined) return unknownLink()
      const redirect = (await shelf.find(form))?.definition.confirm?.redirect
      if (redirect !== undefined) return new Response(null, { status: 303, headers: { location: redirect } })
      return answerPage({ status: 200, title: 'Thank you!', text: [`${email} is confirmed.`] })
    }),
  )
  return app
}

function unknownLink(): Response {
  return answerPage({
    status: 404,
    title: 'This link does not work',
    text: [
      'It may have been cut off in the mail: copy all of it. What it was about may also have been deleted.',
    ],
  })
}

function expiredLink(): Response {
  return answerPage({
    status: 410,
    title: 'This link has expired',
    text: ['Send the form once more, and you get a new one.'],
  })
}
