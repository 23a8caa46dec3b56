import type { FormAnswer, FormSession } from '@leadlight/protocol'
import { type Context, Hono } from 'hono'
import { errorResponse } from '../http/error-response.ts'
import { RefusedError } from '../http/refused-error.ts'
import type { RequestInfo } from '../http/request-info.ts'
import { storable } from '../ingest/clean-text.ts'
import type { Ingest } from '../ingest/create-ingest.ts'
import type { Gate } from '../ingest/gate.ts'
import { isJsonObject } from '../ingest/json-object.ts'
import { readBody } from '../ingest/read-body.ts'
import { readJson } from '../ingest/read-json.ts'
import type { Limits } from '../limits/create-limits.ts'
import type { AskNext } from './create-progress.ts'
import type { Receipts } from './create-receipts.ts'
import type { FormShelf } from './form-shelf.ts'
import { answerPlainForm } from './plain-answers.ts'
import { forEveryPage, serveForm, unknownForm } from './serve-form.ts'
import type { SpamGuard } from './spam-guard.ts'
import { createSubmit, pageLanguage } from './submit-form.ts'

/** Dependencies of the routes. */
export interface FormRoutesOptions {
  shelf: FormShelf
  guard: SpamGuard
  askNext: AskNext
  ingest: Ingest
  gate: Gate
  limits: Limits
  receipts: Receipts
  now: () => number
  onError: (error: unknown) => void
}

type Env = { Bindings: RequestInfo }

/** Format of form ids, as in their schema. */
const formPath = '/v1/forms/:id{[\\w-]{1,64}}'

/** Creates the public routes under `/v1/forms`, which pages use. */
export function createFormRoutes(options: FormRoutesOptions) {
  const { shelf, guard, askNext, gate, limits, receipts, now, onError } = options
  const submit = createSubmit(options)
  const app = new Hono<Env>()

  app.get(formPath, (c) => readForm(c.req.raw, c.req.param('id')))
  app.post(formPath, (c) => submitForm(c, c.req.param('id')))
  app.post(`${formPath}/session`, (c) => openSession(c, c.req.param('id')))
  app.get(`${formPath}/receipts/:submission{[\\w-]{8,64}}`, (c) =>
    readReceipt(c, c.req.param('id'), c.req.param('submission')),
  )
  for (const path of [formPath, `${formPath}/session`, `${formPath}/receipts/:submission`]) {
    app.options(path, (c) => gate.preflight(c.req.raw))
    app.all(path, () => {
      const error = new RefusedError(405, 'method_not_allowed', 'Get a form with GET, send it with POST.')
      return readable(errorResponse(error, onError))
    })
  }
  return app

  async function readForm(request: Request, id: string): Promise<Response> {
    try {
      const form = await shelf.find(id)
      if (form === undefined) throw unknownForm(id)
      return serveForm(form, request)
    } catch (error) {
      return readable(errorResponse(error, onError))
    }
  }

  async function submitForm(c: Context<Env>, id: string): Promise<Response> {
    const request = c.req.raw
    const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase()
    const isForm = type === 'application/x-www-form-urlencoded'
    // Scripts accept any type; a request that prefers HTML is a navigation.
    if (isForm || request.headers.get('accept')?.includes('text/html')) {
      return await answerPlainForm(request, {
        form: () => shelf.find(id),
        submit: async () => {
          admit(c)
          if (!isForm) throw unsupportedForm()
          const submitted = await submit.plain(request, id, ipOf(c))
          const { form, number, problems } = submitted
          const language = pageLanguage(request) ?? undefined
          const receipt = await receipts.write(form?.definition, { number, problems, language })
          return { ...submitted, receipt }
        },
        answerError: (error) => errorResponse(error, onError),
      })
    }
    return await forPages(c, async () => {
      if (type === 'multipart/form-data') throw unsupportedForm()
      const { form, number, problems } = await submit.json(request, id, ipOf(c))
      const kept = Object.keys(problems).length > 0 ? { number, problems } : { number }
      return { success: true, receipt: await receipts.write(form?.definition, kept) } satisfies FormAnswer
    })
  }

  function openSession(c: Context<Env>, id: string): Promise<Response> {
    return forPages(c, async () => {
      const { value: body } = readJson(await readBody(c.req.raw, limits.bodies))
      const { writeKey, anonymousId } = isJsonObject(body) ? body : {}
      await gate.authorize(c.req.raw, typeof writeKey === 'string' ? writeKey : null)
      const form = await shelf.find(id)
      if (form === undefined) throw unknownForm(id)
      const opened = await guard.open(form.definition, now())
      const ask = await askNext(
        form.definition,
        typeof anonymousId === 'string' ? storable(anonymousId) : null,
      )
      return { success: true, ...opened, ...(ask && { ask }) } satisfies FormSession
    })
  }

  function readReceipt(c: Context<Env>, id: string, submission: string): Promise<Response> {
    return forPages(c, async () => {
      const form = await shelf.find(id)
      const receipt = form && (await receipts.find(form.definition, submission))
      if (receipt === undefined) {
        const message = 'There is no submission with this id yet: ask again later.'
        throw new RefusedError(404, 'not_received', message)
      }
      return { success: true, receipt } satisfies FormAnswer
    })
  }

  function admit(c: Context<Env>): void {
    limits.admitAddress(ipOf(c))
    limits.admitRequest()
  }

  /** Responds with JSON that allowed pages may read, also to errors. */
  async function forPages(c: Context<Env>, work: () => Promise<object>): Promise<Response> {
    try {
      admit(c)
      return gate.withCors(Response.json(await work()), c.req.raw)
    } catch (error) {
      return gate.withCors(errorResponse(error, onError), c.req.raw)
    }
  }
}

function unsupportedForm(): RefusedError {
  const message = 'Forms that upload files are not supported: remove the enctype.'
  return new RefusedError(415, 'unsupported_form', message)
}

function ipOf(c: Context<Env>): string | null {
  return typeof c.env?.ip === 'string' ? c.env.ip : null
}

/** Lets every page read the error. */
function readable(answer: Response): Response {
  for (const [name, value] of Object.entries(forEveryPage)) answer.headers.set(name, value)
  answer.headers.set('cache-control', 'no-store')
  return answer
}
