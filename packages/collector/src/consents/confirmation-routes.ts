import type { FormDefinition } from '@leadlight/protocol'
import { Hono } from 'hono'
import type { RecordEvent } from '../by-hand/record-event.ts'
import type { Signer } from '../forms/create-signer.ts'
import type { FormRepository } from '../forms/form-repository.ts'
import { errorResponse } from '../http/error-response.ts'
import { isJsonObject } from '../ingest/json-object.ts'
import { acceptedLanguages, chooseWords, type LocalizedWords } from '../pages/choose-words.ts'
import { fillIn } from '../pages/describe-fault.ts'
import { brokenLinkPage, expiredLinkPage, notNowPage } from '../pages/link-pages.ts'
import { pageResponse } from '../pages/page-response.ts'
import { CONFIRMATION, CONFIRMATION_PATH, type ConfirmationToken } from './confirmation-mail.ts'
import { CONSENT_CONFIRMED } from './consent-events.ts'

/** Options of `createConfirmationRoutes`. */
export interface ConfirmationOptions {
  formRepository: FormRepository
  signer: Signer
  record: RecordEvent
  now: () => number
  onError: (error: unknown) => void
}

/**
 * Creates the routes behind the link of a confirmation mail: a page with a button, because mail scanners follow links, but press
 * no buttons. Pressing it confirms, once.
 */
export function createConfirmationRoutes({
  formRepository,
  signer,
  record,
  now,
  onError,
}: ConfirmationOptions) {
  const app = new Hono()
  const open = async (token: string): Promise<ConfirmationToken | undefined> => {
    const content = await signer.open(CONFIRMATION, token)
    // A valid signature guarantees the type.
    return isJsonObject(content) ? (content as unknown as ConfirmationToken) : undefined
  }
  const withValidToken = async (
    request: Request,
    token: string,
    work: (
      content: ConfirmationToken,
      form: FormDefinition | undefined,
      words: LocalizedWords,
    ) => Promise<Response>,
  ) => {
    let words = chooseWords(acceptedLanguages(request))
    try {
      const content = await open(token)
      if (content === undefined) return brokenLinkPage(words)
      const form = (await formRepository.find(content.form))?.definition
      words = chooseWords([form?.language, content.language, words.locale])
      return content.until < now() ? expiredLinkPage(words) : await work(content, form, words)
    } catch (error) {
      return notNowPage(errorResponse(error, onError).status, words)
    }
  }
  const path = `${CONFIRMATION_PATH}:token`

  app.get(path, (c) =>
    withValidToken(c.req.raw, c.req.param('token'), async ({ email }, form, words) => {
      const button = form?.confirm?.button ?? words.confirm
      return pageResponse({ status: 200, words, title: words.isItYours, text: [email], button })
    }),
  )
  app.post(path, (c) =>
    withValidToken(
      c.req.raw,
      c.req.param('token'),
      async ({ email, form: id, submission, consents }, form, words) => {
        const properties = { form_id: id, email, submission, consents }
        const draft = { name: CONSENT_CONFIRMED, properties, messageId: `confirmed-${id}-${submission}` }
        const recorded = await record(`email:${email}`, draft)
        if (recorded === undefined) return brokenLinkPage(words)
        const redirect = form?.confirm?.redirect
        if (redirect !== undefined)
          return new Response(null, { status: 303, headers: { location: redirect } })
        return pageResponse({
          status: 200,
          words,
          title: words.thanks,
          text: [fillIn(words, 'confirmed', { email })],
        })
      },
    ),
  )
  return app
}
