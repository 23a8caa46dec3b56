import { Hono } from 'hono'
import { errorResponse } from '../http/error-response.ts'
import { RefusedError } from '../http/refused-error.ts'
import type { RequestInfo } from '../http/request-info.ts'
import type { FormShelf } from './form-shelf.ts'
import { forEveryPage, serveForm, unknownForm } from './serve-form.ts'

/** What the routes work with. */
export interface FormRoutesOptions {
  shelf: FormShelf
  onError: (error: unknown) => void
}

/** Ids of forms, as in their schema. */
const formPath = '/v1/forms/:id{[\\w-]{1,64}}'

/** What pages ask of forms under `/v1/forms`. */
export function createFormRoutes({ shelf, onError }: FormRoutesOptions) {
  const app = new Hono<{ Bindings: RequestInfo }>()

  app.get(formPath, async (c) => {
    const id = c.req.param('id')
    try {
      const form = await shelf.find(id)
      if (form === undefined) throw unknownForm(id)
      return serveForm(form, c.req.raw)
    } catch (error) {
      return readable(errorResponse(error, onError))
    }
  })
  app.all(formPath, () => {
    const error = new RefusedError(405, 'method_not_allowed', 'Get a form with GET.')
    const answer = readable(errorResponse(error, onError))
    answer.headers.set('allow', 'GET, HEAD')
    return answer
  })
  return app
}

/** Every page may read why there is no form. */
function readable(answer: Response): Response {
  for (const [name, value] of Object.entries(forEveryPage)) answer.headers.set(name, value)
  answer.headers.set('cache-control', 'no-store')
  return answer
}
