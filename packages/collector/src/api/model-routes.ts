import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { modelSchema } from '@leadlight/scoring'
import type { LiveModel } from '../live-model.ts'
import { answers, component } from './api-schemas.ts'
import { readModelBody } from './read-model-body.ts'

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

/** Adds `GET` and `PUT /api/model`. */
export function addModelRoutes(app: OpenAPIHono, live: LiveModel): void {
  // Validated by `parseModel`, which has more precise messages than the schema; this is only the description.
  app.openAPIRegistry.registerPath({ ...putModel, request: { body: { required: true, content: modelJson } } })
  app.openapi(readModel, async (c) => c.json(await live.model(), 200))
  app.put('/api/model', async (c) => c.json(await live.change(await readModelBody(c.req.raw)), 200))
}
