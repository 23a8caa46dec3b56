import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { RefusedError } from '../http/refused-error.ts'
import type { LeadBook, LeadQuery, PageQuery } from '../lead-book.ts'
import { answers, leadPath, named, queries } from './api-schemas.ts'
import { found } from './found.ts'
import { momentOf } from './moment-of.ts'
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
  responses: answers('A page of leads', named.leads),
})

const readLead = createRoute({
  ...readingOne,
  path: '/api/leads/{id}',
  summary: 'One lead',
  responses: answers('The lead', named.lead),
})

const readTimeline = createRoute({
  ...reading,
  path: '/api/leads/{id}/events',
  summary: 'The events of a lead, newest first, grouped by visit',
  request: { params: leadPath, query: queries.page },
  responses: answers('A page of the timeline', named.timeline),
})

const readScore = createRoute({
  ...reading,
  path: '/api/leads/{id}/score',
  summary: 'The score at any time, with the contributions that sum to it',
  request: { params: leadPath, query: queries.score },
  responses: answers('The score', named.score),
})

const readCourse = createRoute({
  ...reading,
  path: '/api/leads/{id}/score/history',
  summary: 'The score over time, including its future decay',
  request: { params: leadPath, query: queries.course },
  responses: answers('The score at several times', named.course),
})

const exportLead = createRoute({
  ...readingOne,
  path: '/api/leads/{id}/export',
  summary: 'All data about a lead, as a file for the data subject',
  responses: answers('All data', named.export),
})

const eraseLead = createRoute({
  method: 'delete',
  tags: ['Leads'],
  path: '/api/leads/{id}',
  summary: 'Erases a lead permanently',
  description:
    'Deletes its events, visits, traits and rejected messages, which are not stored again when old batches are repeated. New events of the same person start a new lead. Responds when nothing is left on the medium; after a 503, repeat the request.',
  request: { params: leadPath },
  responses: answers('What was erased', named.erasure),
})

/** Adds the routes that read leads, at and below `/api/leads`. */
export function addLeadRoutes(app: OpenAPIHono, book: LeadBook, now: () => number): void {
  app.openapi(listLeads, async (c) => {
    const query: LeadQuery = withoutUndefined(c.req.valid('query'))
    const { model, ...page } = await book.list(query)
    c.header(RANKED_BY, String(model))
    return c.json(page, 200)
  })
  app.openapi(readLead, async (c) =>
    c.json(found(await book.read(c.req.valid('param').id), unknownLead), 200),
  )
  app.openapi(readTimeline, async (c) => {
    const page: PageQuery = withoutUndefined(c.req.valid('query'))
    return c.json(found(await book.timeline(c.req.valid('param').id, page), unknownLead), 200)
  })
  app.openapi(readScore, async (c) => {
    const { at } = c.req.valid('query')
    const time = at === undefined ? now() : momentOf(at)
    return c.json(found(await book.score(c.req.valid('param').id, time), unknownLead), 200)
  })
  app.openapi(readCourse, async (c) => {
    const { from, to } = c.req.valid('query')
    const range = {
      ...(from === undefined ? {} : { from: momentOf(from) }),
      ...(to === undefined ? {} : { to: momentOf(to) }),
    }
    if (range.from !== undefined && range.to !== undefined && range.from > range.to) {
      throw new RefusedError(400, 'invalid_query', 'from: must not be later than "to"')
    }
    return c.json(found(await book.course(c.req.valid('param').id, range), unknownLead), 200)
  })
  app.openapi(exportLead, async (c) => {
    const everything = found(await book.export(c.req.valid('param').id), unknownLead)
    c.header('content-disposition', `attachment; filename="${everything.lead.id}.json"`)
    return c.json(everything, 200)
  })
  app.openapi(eraseLead, async (c) =>
    c.json(found(await book.erase(c.req.valid('param').id), unknownLead), 200),
  )
}
