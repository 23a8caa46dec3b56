import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { leadsAsCsv } from '../csv/leads-csv.ts'
import { RefusedError } from '../http/refused-error.ts'
import type { LeadQuery, LeadService, PageQuery } from '../lead-service.ts'
import { components, leadPath, queries, responses } from './api-schemas.ts'
import { parseTime } from './parse-time.ts'
import { requireFound } from './require-found.ts'
import { unknownLead } from './unknown-lead.ts'
import { withoutUndefined } from './without-undefined.ts'

/** Response header with the version of the model by which leads are ranked. */
const RANKED_BY = 'leadlight-model'

const reading = { method: 'get' as const, tags: ['Leads'] }
const readingOne = { ...reading, request: { params: leadPath } }

const listLeads = createRoute({
  ...reading,
  path: '/api/leads',
  summary: 'Leads, ranked by their exact scores at the time of the request',
  description: `The header ${RANKED_BY} contains the version of the scoring model by which all of them are ranked: the current one, also while another is being prepared.`,
  request: { query: queries.leads },
  responses: responses('A page of leads', components.leads),
})

const listAsCsv = createRoute({
  ...reading,
  path: '/api/leads.csv',
  summary: 'All leads of a list as CSV',
  description:
    'In the columns that `POST /api/leads/import` takes, with score, grade and stage. Formulas are escaped. A file that ends early was aborted with its connection.',
  request: { query: queries.allLeads },
  responses: {
    ...responses('The leads', components.leads),
    200: { description: 'The leads', content: { 'text/csv': { schema: z.string() } } },
  },
})

const readLead = createRoute({
  ...readingOne,
  path: '/api/leads/{id}',
  summary: 'One lead',
  responses: responses('The lead', components.lead),
})

const readTimeline = createRoute({
  ...reading,
  path: '/api/leads/{id}/events',
  summary: 'The events of a lead, newest first, grouped by visit',
  request: { params: leadPath, query: queries.page },
  responses: responses('A page of the timeline', components.timeline),
})

const readScore = createRoute({
  ...reading,
  path: '/api/leads/{id}/score',
  summary: 'The score at any time, with the contributions that sum to it',
  request: { params: leadPath, query: queries.score },
  responses: responses('The score', components.score),
})

const readCourse = createRoute({
  ...reading,
  path: '/api/leads/{id}/score/history',
  summary: 'The score over time, including its future decay',
  request: { params: leadPath, query: queries.course },
  responses: responses('The score at several times', components.course),
})

const exportLead = createRoute({
  ...readingOne,
  path: '/api/leads/{id}/export',
  summary: 'All data about a lead, as a file for the data subject',
  responses: responses('All data', components.export),
})

const eraseLead = createRoute({
  method: 'delete',
  tags: ['Leads'],
  path: '/api/leads/{id}',
  summary: 'Erases a lead permanently',
  description:
    'Deletes its events, visits, traits and rejected messages, which are not stored again when old batches are repeated. New events of the same person start a new lead. Responds when nothing is left on the medium; after a 503, repeat the request.',
  request: { params: leadPath },
  responses: responses('What was erased', components.erasure),
})

/** Adds the routes that read leads, at and below `/api/leads`. */
export function addLeadRoutes(app: OpenAPIHono, leadService: LeadService): void {
  app.openapi(listLeads, async (c) => {
    const query: LeadQuery = withoutUndefined(c.req.valid('query'))
    const { model, ...page } = await leadService.list(query)
    c.header(RANKED_BY, String(model))
    return c.json(page, 200)
  })
  app.openapi(listAsCsv, async (c) => {
    const query = withoutUndefined(c.req.valid('query'))
    const parts = leadsAsCsv((page) => leadService.list({ ...query, ...page }))
    // Awaited, so that a list that cannot be read gets an error with its status.
    const first = await parts.next()
    c.header('content-type', 'text/csv; charset=utf-8')
    c.header('content-disposition', 'attachment; filename="leads.csv"')
    return c.body(streamOf(first, parts))
  })
  app.openapi(readLead, async (c) =>
    c.json(requireFound(await leadService.read(c.req.valid('param').id), unknownLead), 200),
  )
  app.openapi(readTimeline, async (c) => {
    const page: PageQuery = withoutUndefined(c.req.valid('query'))
    return c.json(requireFound(await leadService.timeline(c.req.valid('param').id, page), unknownLead), 200)
  })
  app.openapi(readScore, async (c) => {
    const { at } = c.req.valid('query')
    const time = at === undefined ? undefined : parseTime(at)
    return c.json(requireFound(await leadService.score(c.req.valid('param').id, time), unknownLead), 200)
  })
  app.openapi(readCourse, async (c) => {
    const { from, to } = c.req.valid('query')
    const range = {
      ...(from === undefined ? {} : { from: parseTime(from) }),
      ...(to === undefined ? {} : { to: parseTime(to) }),
    }
    if (range.from !== undefined && range.to !== undefined && range.from > range.to) {
      throw new RefusedError(400, 'invalid_query', 'from: must not be later than "to"')
    }
    return c.json(
      requireFound(await leadService.scoreHistory(c.req.valid('param').id, range), unknownLead),
      200,
    )
  })
  app.openapi(exportLead, async (c) => {
    const everything = requireFound(await leadService.export(c.req.valid('param').id), unknownLead)
    c.header('content-disposition', `attachment; filename="${everything.lead.id}.json"`)
    return c.json(everything, 200)
  })
  app.openapi(eraseLead, async (c) =>
    c.json(requireFound(await leadService.erase(c.req.valid('param').id), unknownLead), 200),
  )
}

/** Tells Excel that the file is UTF-8. */
const BYTE_ORDER_MARK = new Uint8Array([0xef, 0xbb, 0xbf])

/** The parts as UTF-8 with a byte order mark, each generated when the reader is ready for it. */
function streamOf(
  first: IteratorResult<string, void>,
  rest: AsyncGenerator<string, void, void>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let next = first
  return new ReadableStream({
    start: (controller) => controller.enqueue(BYTE_ORDER_MARK),
    async pull(controller) {
      if (next.done) return controller.close()
      controller.enqueue(encoder.encode(next.value))
      next = await rest.next()
    },
    async cancel() {
      await rest.return()
    },
  })
}
