import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import type { LeadService, PageQuery } from '../lead-service.ts'
import { endOfPages, listContent } from '../reports/list-content.ts'
import { components, queries, responses } from './api-schemas.ts'
import { readRange } from './read-range.ts'
import { createReportCache } from './report-cache.ts'
import { withoutUndefined } from './without-undefined.ts'

const report = { method: 'get' as const, tags: ['Reports'] }

const reportSources = createRoute({
  ...report,
  path: '/api/reports/sources',
  summary: 'Visits, leads and qualified leads by first touch',
  description:
    'A report that took longer than a quarter of a second is cached for twenty times as long as it took.',
  request: { query: queries.range },
  responses: responses('All rows', components.sources),
})

const reportFunnel = createRoute({
  ...report,
  path: '/api/reports/funnel',
  summary: 'How far the visitors and leads of a period got',
  description:
    'Visitors with a visit, and leads first seen, within the range, with their progress until now. Cached like the report of sources.',
  request: { query: queries.funnel },
  responses: responses('The steps from visitor to customer', components.funnel),
})

const reportContent = createRoute({
  ...report,
  path: '/api/reports/content',
  summary: 'How pages are read, and by whom',
  description:
    'By site and path, for visits that began within the range. Page views sent by servers without a visitor belong to no visit and are left out, and so are visitors with more than 200,000 events. Cached like the report of sources.',
  request: { query: queries.content },
  responses: responses('A page of rows', components.content),
})

const listRejected = createRoute({
  method: 'get',
  path: '/api/rejected',
  tags: ['Operation'],
  summary: 'Rejected messages with reasons, newest first',
  request: { query: queries.page },
  responses: responses('A page of messages', components.rejected),
})

/** Adds the routes `GET /api/reports/…` and `GET /api/rejected`. */
export function addReportRoutes(app: OpenAPIHono, leadService: LeadService, now: () => number): void {
  const cached = createReportCache(() => performance.now())
  app.openapi(reportSources, async (c) => {
    const query = c.req.valid('query')
    const data = await cached(nameOf('sources', query), () => leadService.sources(readRange(query, now())))
    return c.json({ data, next: null }, 200)
  })
  app.openapi(reportFunnel, async (c) => {
    const query = c.req.valid('query')
    const { from: _, to: __, ...source } = query
    const reportQuery = { ...readRange(query, now()), ...withoutUndefined(source) }
    return c.json(await cached(nameOf('funnel', query), () => leadService.funnel(reportQuery)), 200)
  })
  app.openapi(reportContent, async (c) => {
    const { sort, limit, cursor, ...query } = c.req.valid('query')
    const page = withoutUndefined({ sort, limit, cursor })
    const upTo = (to: number) =>
      cached(nameOf('content', { ...query, to }), async () => {
        const reportQuery = withoutUndefined({ ...readRange(query, now()), to, site: query.site })
        return { to, rows: await leadService.content(reportQuery) }
      })
    const end = endOfPages(cursor)
    const { to, rows } =
      end === undefined
        ? await cached(nameOf('content', query), () => upTo(readRange(query, now()).to))
        : await upTo(end)
    return c.json(listContent(rows, to, page), 200)
  })
  app.openapi(listRejected, async (c) => {
    const page: PageQuery = withoutUndefined(c.req.valid('query'))
    return c.json(await leadService.rejected(page), 200)
  })
}

/** The name of a report in the cache, by its kind and parameters. */
function nameOf(report: string, reportQuery: Record<string, unknown>): string {
  return JSON.stringify([report, ...Object.entries(reportQuery).sort()])
}
