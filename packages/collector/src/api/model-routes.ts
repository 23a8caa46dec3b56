import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { modelSchema } from '@leadlight/scoring'
import type { LiveModel } from '../live-model.ts'
import { jsonBody, responses } from './api-schemas.ts'
import { readModelBody } from './read-model-body.ts'

const tags = ['Model']
const readModel = createRoute({
  method: 'get',
  path: '/api/model',
  tags,
  summary: 'The current scoring model',
  responses: responses('The model', modelSchema),
})

const putModel = createRoute({
  method: 'put',
  path: '/api/model',
  tags,
  summary: 'Publishes a scoring model; responds when all leads are scored by it',
  description: 'Its version is set to one more than that of the current model.',
  responses: responses('The model, with its version', modelSchema),
})

/** Adds `GET` and `PUT /api/model`. */
export function addModelRoutes(app: OpenAPIHono, live: LiveModel): void {
  // Validated by `parseModel`, which has more precise messages than the schema; this is only the description.
  app.openAPIRegistry.registerPath({ ...putModel, request: { body: jsonBody('Model', modelSchema) } })
  app.openapi(readModel, async (c) => c.json(await live.model(), 200))
  app.put('/api/model', async (c) => c.json(await live.change(await readModelBody(c.req.raw)), 200))
}
