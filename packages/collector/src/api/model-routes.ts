import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { modelSchema, parseModel } from '@leadlight/scoring'
import { RefusedError } from '../http/refused-error.ts'
import { readBody } from '../ingest/read-body.ts'
import { readJson } from '../ingest/read-json.ts'
import type { LiveModel } from '../live-model.ts'
import { answers, component } from './api-schemas.ts'

const tags = ['Model']
const modelJson = { 'application/json': { schema: component('Model', modelSchema) } }

const readModel = createRoute({
  method: 'get',
  path: '/api/model',
  tags,
  summary: 'The scoring model in force',
  responses: answers('The model', modelSchema),
})

const putModel = createRoute({
  method: 'put',
  path: '/api/model',
  tags,
  summary: 'Puts a scoring model in force; answers when every lead is scored by it',
  description: 'Its version is set to one more than that of the model before.',
  responses: answers('The model, with its version', modelSchema),
})

/** As many faults as a person wants to read at once. */
const SHOWN_ERRORS = 20

/** `GET` and `PUT /api/model`. */
export function addModelRoutes(app: OpenAPIHono, live: LiveModel): void {
  // The body is checked by `parseModel`, which says more precisely what is wrong; here it is only described.
  app.openAPIRegistry.registerPath({ ...putModel, request: { body: { required: true, content: modelJson } } })
  app.openapi(readModel, async (c) => c.json(await live.model(), 200))
  app.put('/api/model', async (c) => {
    const parsed = parseModel(readJson(await readBody(c.req.raw)).value)
    if ('model' in parsed) return c.json(await live.change(parsed.model), 200)
    const faults = parsed.errors
      .slice(0, SHOWN_ERRORS)
      .map(({ path, message }) => `${path || 'model'}: ${message}`)
    throw new RefusedError(400, 'invalid_model', faults.join('\n'))
  })
}
