import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { formDefinitionSchema, formRowSchema, listSchema, parseForm } from '@leadlight/protocol'
import { reportForms as readFormReport } from '../forms/count-forms.ts'
import type { FormRepository } from '../forms/form-repository.ts'
import { unknownForm } from '../forms/serve-form.ts'
import { RefusedError } from '../http/refused-error.ts'
import { readBody } from '../ingest/read-body.ts'
import { readJson } from '../ingest/read-json.ts'
import type { Store } from '../storage/port.ts'
import { component, queries, responses } from './api-schemas.ts'
import { listErrors } from './list-errors.ts'
import { readRange } from './read-range.ts'

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
  responses: responses(
    'All forms',
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
  summary: 'A form, including the parts that are not published',
  request: { params },
  responses: responses('The form', formSchema),
})

const putForm = createRoute({
  method: 'put',
  path: '/api/forms/{id}',
  tags,
  summary: 'Creates or replaces a form; pages show the change within a few minutes',
  responses: responses('The form', formSchema),
})

const deleteForm = createRoute({
  method: 'delete',
  path: '/api/forms/{id}',
  tags,
  summary: 'Deletes a form; its submissions remain, and further ones are still accepted',
  request: { params },
  responses: responses('The form was deleted', removed),
})

const reportForms = createRoute({
  method: 'get',
  path: '/api/reports/forms',
  tags: ['Reports'],
  summary: 'How far people get with each form, and where they stop',
  description:
    'By whole days (UTC). The counts are updated when events are stored, and remain when leads are erased.',
  request: { query: queries.range },
  responses: responses('All rows', component('FormReport', listSchema(formRowSchema))),
})

/** Adds the routes at and below `/api/forms`, and `GET /api/reports/forms`. */
export function addFormRoutes(
  app: OpenAPIHono,
  { formRepository, store, now }: { formRepository: FormRepository; store: Store; now: () => number },
): void {
  app.openapi(reportForms, async (c) => {
    const range = readRange(c.req.valid('query'), now())
    const data = await store.read((snapshot) => readFormReport(snapshot, range))
    return c.json({ data, next: null }, 200)
  })
  app.openapi(listForms, async (c) => {
    const forms = await formRepository.list()
    const data = forms.map(({ definition, savedAt }) => ({
      form: definition,
      savedAt: new Date(savedAt).toISOString(),
    }))
    return c.json({ data, next: null }, 200)
  })
  app.openapi(readForm, async (c) => {
    const { id } = c.req.valid('param')
    const form = await formRepository.find(id)
    if (form === undefined) throw unknownForm(id)
    return c.json(form.definition, 200)
  })
  app.openapi(deleteForm, async (c) => {
    const { id } = c.req.valid('param')
    if (!(await formRepository.remove(id))) throw unknownForm(id)
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
    if ('errors' in parsed) throw new RefusedError(400, 'invalid_form', listErrors(parsed.errors, 'form'))
    if (parsed.form.id !== id) {
      const message = `id: the form has the id "${parsed.form.id}", but the URL has "${id}"`
      throw new RefusedError(400, 'invalid_form', message)
    }
    return c.json((await formRepository.save(parsed.form)).definition, 200)
  })
}
