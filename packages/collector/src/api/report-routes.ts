import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import type { LeadBook, PageQuery } from '../lead-book.ts'
import { answers, named, queries } from './api-schemas.ts'
import { createReportKeeper } from './keep-reports.ts'
import { momentOf } from './moment-of.ts'
import { withoutUndefined } from './without-undefined.ts'

const reportSources = createRoute({
  method: 'get',
  path: '/api/reports/sources',
  tags: ['Reports'],
  summary: 'Visits, leads and qualified leads by first touch',
  description:
    'Where it took longer than a quarter of a second it is given again for twenty times as long as it took.',
  request: { query: queries.range },
  responses: answers('All rows', named.sources),
})

const listRejected = createRoute({
  method: 'get',
  path: '/api/rejected',
  tags: ['Operation'],
  summary: 'Messages that were refused, and why, newest first',
  request: { query: queries.page },
  responses: answers('A page of messages', named.rejected),
})

/** `GET /api/reports/…` and `GET /api/rejected`. */
export function addReportRoutes(app: OpenAPIHono, book: LeadBook, now: () => number): void {
  const keep = createReportKeeper(() => performance.now())
  app.openapi(reportSources, async (c) => {
    const { from, to } = c.req.valid('query')
    const range = {
      from: from === undefined ? 0 : momentOf(from),
      to: to === undefined ? now() : momentOf(to),
    }
    const data = await keep(`${from} ${to}`, () => book.sources(range))
    return c.json({ data, next: null }, 200)
  })
  app.openapi(listRejected, async (c) => {
    const page: PageQuery = withoutUndefined(c.req.valid('query'))
    return c.json(await book.rejected(page), 200)
  })
}
