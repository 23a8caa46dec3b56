import type { FormAnswer } from '@leadlight/protocol'
import { type Context, Hono } from 'hono'
import { RefusedError } from '../http/refused-error.ts'
import type { RequestInfo } from '../http/request-info.ts'
import type { Receipts } from './create-receipts.ts'
import type { FormRepository } from './form-repository.ts'
import { createSessionOpener, type SessionOptions } from './open-session.ts'
import { createPageAnswers } from './page-answers.ts'
import { createSubmissionReceiver, type SubmissionReceiverOptions } from './receive-submission.ts'
import { serveForm, unknownForm } from './serve-form.ts'

/** Dependencies of the routes. */
export type FormRoutesOptions = SessionOptions & Omit<SubmissionReceiverOptions, 'answers'>

type Env = { Bindings: RequestInfo }

/** Format of form ids, as in their schema. */
const formPath = '/v1/forms/:id{[\\w-]{1,64}}'

/** Creates the public routes under `/v1/forms`, which pages use. */
export function createFormRoutes(options: FormRoutesOptions) {
  const { formRepository, accessControl, receipts } = options
  const answers = createPageAnswers(options)
  const openSession = createSessionOpener(options)
  const receiveSubmission = createSubmissionReceiver({ ...options, answers })
  const app = new Hono<Env>()

  app.get(formPath, async (c) => {
    const id = c.req.param('id')
    try {
      const form = await formRepository.find(id)
      if (form === undefined) throw unknownForm(id)
      return serveForm(form, c.req.raw)
    } catch (error) {
      return answers.publicError(error)
    }
  })
  app.post(formPath, (c) => receiveSubmission(c.req.raw, c.req.param('id'), ipOf(c)))
  app.post(`${formPath}/session`, (c) =>
    answers.json(c.req.raw, ipOf(c), () => openSession(c.req.raw, c.req.param('id'))),
  )
  app.get(`${formPath}/receipts/:submission{[\\w-]{8,64}}`, (c) => {
    const { id, submission } = c.req.param()
    return answers.json(c.req.raw, ipOf(c), () => readReceipt(formRepository, receipts, id, submission))
  })
  for (const path of [formPath, `${formPath}/session`, `${formPath}/receipts/:submission`]) {
    app.options(path, (c) => accessControl.preflight(c.req.raw))
    app.all(path, () =>
      answers.publicError(
        new RefusedError(405, 'method_not_allowed', 'Get a form with GET, send it with POST.'),
      ),
    )
  }
  return app
}

/** @throws RefusedError */
async function readReceipt(
  formRepository: FormRepository,
  receipts: Receipts,
  id: string,
  submission: string,
): Promise<FormAnswer> {
  const form = await formRepository.find(id)
  const receipt = form && (await receipts.find(form.definition, submission))
  if (receipt !== undefined) return { success: true, receipt }
  throw new RefusedError(404, 'not_received', 'There is no submission with this id yet: ask again later.')
}

function ipOf(c: Context<Env>): string | null {
  return typeof c.env?.ip === 'string' ? c.env.ip : null
}
