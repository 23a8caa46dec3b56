import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import { RefusedError } from '../http/refused-error.ts'
import type { LeadBook, LeadQuery, PageQuery } from '../lead-book.ts'
import { answers, leadPath, named, queries } from './api-schemas.ts'
import { momentOf } from './moment-of.ts'
import { withoutUndefined } from './without-undefined.ts'

const tags = ['Leads']

/** Response header with the version of the model by which leads are ranked. */
const RANKED_BY = 'leadlight-model'

const listLeads = createRoute({
  method: 'get',
  path: '/api/leads',
  tags,
  summary: 'Ranked leads, exact at the time of asking',
  description: `The header ${RANKED_BY} tells the version of the scoring model by which all of them are ranked: the one in force, also while another is prepared.`,
  request: { query: queries.leads },
  responses: answers('A page of leads', named.leads),
})

const readLead = createRoute({
  method: 'get',
  path: '/api/leads/{id}',
  tags,
  summary: 'One lead',
  request: { params: leadPath },
  responses: answers('The lead', named.lead),
})

const readTimeline = createRoute({
  method: 'get',
  path: '/api/leads/{id}/events',
  tags,
  summary: 'What a lead did, newest first, by visits',
  request: { params: leadPath, query: queries.page },
  responses: answers('A page of the timeline', named.timeline),
})

const readScore = createRoute({
  method: 'get',
  path: '/api/leads/{id}/score',
  tags,
  summary: 'The score at any time, with its reasons, which sum to it',
  request: { params: leadPath, query: queries.score },
  responses: answers('The score', named.score),
})

const readCourse = createRoute({
  method: 'get',
  path: '/api/leads/{id}/score/history',
  tags,
  summary: 'The course of the score over time, future fading included',
  request: { params: leadPath, query: queries.course },
  responses: answers('The course', named.course),
})

const exportLead = createRoute({
  method: 'get',
  path: '/api/leads/{id}/export',
  tags,
  summary: 'Everything known of a lead, as a file to hand out',
  request: { params: leadPath },
  responses: answers('All of it', named.export),
})

const eraseLead = createRoute({
  method: 'delete',
  path: '/api/leads/{id}',
  tags,
  summary: 'Erases a lead for good',
  description:
    'Its events, visits, traits and refused messages are gone, and stay so when old batches are sent again; what the same person does from then on begins anew. Answers when nothing of it is left on the medium; after a 503, ask again.',
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
  app.openapi(readLead, async (c) => c.json(found(await book.read(c.req.valid('param').id)), 200))
  app.openapi(readTimeline, async (c) => {
    const page: PageQuery = withoutUndefined(c.req.valid('query'))
    return c.json(found(await book.timeline(c.req.valid('param').id, page)), 200)
  })
  app.openapi(readScore, async (c) => {
    const { at } = c.req.valid('query')
    const time = at === undefined ? now() : momentOf(at)
    return c.json(found(await book.score(c.req.valid('param').id, time)), 200)
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
    return c.json(found(await book.course(c.req.valid('param').id, range)), 200)
  })
  app.openapi(exportLead, async (c) => {
    const everything = found(await book.export(c.req.valid('param').id))
    c.header('content-disposition', `attachment; filename="${everything.lead.id}.json"`)
    return c.json(everything, 200)
  })
  app.openapi(eraseLead, async (c) => c.json(found(await book.erase(c.req.valid('param').id)), 200))
}

function found<Thing>(thing: Thing | undefined): Thing {
  if (thing !== undefined) return thing
  throw new RefusedError(404, 'unknown_lead', 'There is no such lead: take an id from GET /api/leads.')
}
