import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { formDefinitionSchema, formRowSchema, listSchema, parseForm } from '@leadlight/protocol'
import { reportForms as readFormReport } from '../forms/count-forms.ts'
import type { FormShelf } from '../forms/form-shelf.ts'
import { unknownForm } from '../forms/serve-form.ts'
import { RefusedError } from '../http/refused-error.ts'
import { readBody } from '../ingest/read-body.ts'
import { readJson } from '../ingest/read-json.ts'
import type { Store } from '../storage/port.ts'
import { answers, component, queries } from './api-schemas.ts'
import { momentOf } from './moment-of.ts'

const tags = ['Forms']
const formSchema = component('Form', formDefinitionSchema)
const formJson = { 'application/json': { schema: formSchema } }
const params = z.object({ id: z.string().min(1).max(64).describe('The id of a form') })

const removed = z.object({ id: z.string() })

const listForms = createRoute({
  method: 'get',
  path: '/api/forms',
  tags,
  summary: 'All forms, by id',
  responses: answers(
    'All of them',
    component(
      'FormList',
      z.object({ data: z.array(z.object({ form: formSchema, savedAt: z.string() })), next: z.null() }),
    ),
  ),
})

const readForm = createRoute({
  method: 'get',
  path: '/api/forms/{id}',
  tags,
  summary: 'A form with all that is not published',
  request: { params },
  responses: answers('The form', formSchema),
})

const putForm = createRoute({
  method: 'put',
  path: '/api/forms/{id}',
  tags,
  summary: 'Creates or replaces a form; pages show it within some minutes',
  responses: answers('The form', formSchema),
})

const deleteForm = createRoute({
  method: 'delete',
  path: '/api/forms/{id}',
  tags,
  summary: 'Removes a form; what was sent by it stays, and what is still sent is taken in',
  request: { params },
  responses: answers('It is gone', removed),
})

const reportForms = createRoute({
  method: 'get',
  path: '/api/reports/forms',
  tags: ['Reports'],
  summary: 'How far people get with each form, and where they stop',
  description: 'By whole days (UTC). It is counted as events come in, and stays when leads are erased.',
  request: { query: queries.range },
  responses: answers('All rows', component('FormReport', listSchema(formRowSchema))),
})

/** Maximum number of errors in a response. */
const SHOWN_ERRORS = 20

/** Adds the routes at and below `/api/forms`, and `GET /api/reports/forms`. */
export function addFormRoutes(
  app: OpenAPIHono,
  { shelf, store, now }: { shelf: FormShelf; store: Store; now: () => number },
): void {
  app.openapi(reportForms, async (c) => {
    const { from, to } = c.req.valid('query')
    const range = {
      from: from === undefined ? 0 : momentOf(from),
      to: to === undefined ? now() : momentOf(to),
    }
    const data = await store.read((snapshot) => readFormReport(snapshot, range))
    return c.json({ data, next: null }, 200)
  })
  app.openapi(listForms, async (c) => {
    const forms = await shelf.list()
    const data = forms.map(({ definition, savedAt }) => ({
      form: definition,
      savedAt: new Date(savedAt).toISOString(),
    }))
    return c.json({ data, next: null }, 200)
  })
  app.openapi(readForm, async (c) => {
    const { id } = c.req.valid('param')
    const form = await shelf.find(id)
    if (form === undefined) throw unknownForm(id)
    return c.json(form.definition, 200)
  })
  app.openapi(deleteForm, async (c) => {
    const { id } = c.req.valid('param')
    if (!(await shelf.remove(id))) throw unknownForm(id)
    return c.json({ id }, 200)
  })
  // Validated by `parseForm`, which has more precise messages than the schema; this is only the description.
  app.openAPIRegistry.registerPath({
    ...putForm,
    request: { params, body: { required: true, content: formJson } },
  })
  app.put('/api/forms/:id', async (c) => {
    const id = c.req.param('id')
    const parsed = parseForm(readJson(await readBody(c.req.raw)).value)
    if ('errors' in parsed) {
      const faults = parsed.errors
        .slice(0, SHOWN_ERRORS)
        .map(({ path, message }) => `${path || 'form'}: ${message}`)
      throw new RefusedError(400, 'invalid_form', faults.join('\n'))
    }
    if (parsed.form.id !== id) {
      const message = `id: the form is called "${parsed.form.id}", but was put under "${id}"`
      throw new RefusedError(400, 'invalid_form', message)
    }
    return c.json((await shelf.save(parsed.form)).definition, 200)
  })
}
