import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { crossingSchema, listSchema } from '@leadlight/protocol'
import type { LeadBook } from '../lead-book.ts'
import { answers, component, queries } from './api-schemas.ts'
import { momentOf } from './moment-of.ts'
import { withoutUndefined } from './without-undefined.ts'

const listCrossings = createRoute({
  method: 'get',
  path: '/api/crossings',
  tags: ['Leads'],
  summary: 'Every change of a lead’s stage, in the order in which they were recorded',
  description:
    'By what leads do, and by fading, each once. To follow them, ask again with `since` a minute before the latest `recordedAt` and leave out the ids you know: collectors that share a database may record at the same time. What concerns the past sets off none: an import, a new model, links taken apart.',
  request: { query: queries.crossings },
  responses: answers('A page of crossings', component('CrossingList', listSchema(crossingSchema))),
})

/** Adds `GET /api/crossings`. */
export function addCrossingRoutes(app: OpenAPIHono, book: LeadBook): void {
  app.openapi(listCrossings, async (c) => {
    const { since, ...page } = c.req.valid('query')
    const query = withoutUndefined({ ...page, since: since === undefined ? undefined : momentOf(since) })
    return c.json(await book.crossings(query), 200)
  })
}
