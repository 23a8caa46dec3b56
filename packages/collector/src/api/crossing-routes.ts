import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { crossingSchema, listSchema } from '@leadlight/protocol'
import type { LeadService } from '../lead-service.ts'
import { component, queries, responses } from './api-schemas.ts'
import { parseTime } from './parse-time.ts'
import { withoutUndefined } from './without-undefined.ts'

const listCrossings = createRoute({
  method: 'get',
  path: '/api/crossings',
  tags: ['Leads'],
  summary: 'All changes of leads’ stages, in the order in which they were recorded',
  description:
    'Caused by events or by decay, each recorded once. To follow them, poll with `since` set to a minute before the latest `recordedAt` and skip known ids, because collectors that share a database may record at the same time. Changes of the past cause none: imports, new models, unlinking.',
  request: { query: queries.crossings },
  responses: responses('A page of crossings', component('CrossingList', listSchema(crossingSchema))),
})

/** Adds `GET /api/crossings`. */
export function addCrossingRoutes(app: OpenAPIHono, leadService: LeadService): void {
  app.openapi(listCrossings, async (c) => {
    const { since, ...page } = c.req.valid('query')
    const query = withoutUndefined({ ...page, since: since === undefined ? undefined : parseTime(since) })
    return c.json(await leadService.crossings(query), 200)
  })
}
