import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { segmentSchema } from '@leadlight/protocol'
import { whereSchema } from '@leadlight/scoring'
import { RefusedError } from '../http/refused-error.ts'
import { unknownFields } from '../segments/segment-fields.ts'
import type { SegmentRepository } from '../segments/segment-repository.ts'
import { component, jsonBody, responses } from './api-schemas.ts'
import { readJsonBody } from './read-json-body.ts'
import { requireFound } from './require-found.ts'

const tags = ['Segments']
const bodySchema = segmentSchema.extend({
  where: segmentSchema.shape.where.superRefine((where, context) => {
    const parsed = whereSchema.safeParse(where)
    const faults = parsed.success ? unknownFields(parsed.data) : []
    if (Object.keys(where).length === 0) faults.push('is empty: name at least one field, like "stage": "mql"')
    for (const message of faults) context.addIssue({ code: 'custom', message })
    for (const { message, path } of parsed.error?.issues ?? []) {
      context.addIssue({ code: 'custom', message, path })
    }
  }),
})
const named = component('Segment', segmentSchema)
const params = z.object({ id: z.string().min(1).max(64).describe('The id of a segment') })

const listSegments = createRoute({
  method: 'get',
  path: '/api/segments',
  tags,
  summary: 'All segments, by id',
  responses: responses(
    'All segments',
    component('SegmentList', z.object({ data: z.array(named), next: z.null() })),
  ),
})

const readSegment = createRoute({
  method: 'get',
  path: '/api/segments/{id}',
  tags,
  summary: 'A segment',
  request: { params },
  responses: responses('The segment', named),
})

const putSegment = createRoute({
  method: 'put',
  path: '/api/segments/{id}',
  tags,
  summary: 'Creates or replaces a segment, a saved condition over leads',
  description:
    '`GET /api/leads?segment=` lists its leads, selected at the time of the request. The condition has the syntax of the scoring model, on the fields of a lead: `{"stage": {"in": ["mql", "sql"]}, "traits.country": "IN", "daysSinceLastSeen": {"lte": 7}}`.',
  responses: responses('The segment', named),
})

const deleteSegment = createRoute({
  method: 'delete',
  path: '/api/segments/{id}',
  tags,
  summary: 'Deletes a segment; its leads remain',
  request: { params },
  responses: responses('The segment was deleted', z.object({ id: z.string() })),
})

/** Adds the routes at and below `/api/segments`. */
export function addSegmentRoutes(app: OpenAPIHono, segmentRepository: SegmentRepository): void {
  app.openapi(listSegments, async (c) => c.json({ data: await segmentRepository.list(), next: null }, 200))
  app.openapi(readSegment, async (c) => {
    const { id } = c.req.valid('param')
    const segment = requireFound(await segmentRepository.find(id), () => unknownSegment(id))
    return c.json(segment, 200)
  })
  app.openapi(deleteSegment, async (c) => {
    const { id } = c.req.valid('param')
    if (!(await segmentRepository.remove(id))) throw unknownSegment(id)
    return c.json({ id }, 200)
  })
  app.openAPIRegistry.registerPath({
    ...putSegment,
    request: { params, body: jsonBody('Segment', segmentSchema) },
  })
  app.put('/api/segments/:id', async (c) => {
    const id = c.req.param('id')
    const segment = await readJsonBody(c.req.raw, bodySchema)
    if (segment.id !== id) {
      const message = `id: the segment has the id "${segment.id}", but the URL has "${id}"`
      throw new RefusedError(400, 'invalid_body', message)
    }
    await segmentRepository.save(segment)
    return c.json(segment)
  })
}

/** The error for a segment that does not exist. */
function unknownSegment(id: string): RefusedError {
  return new RefusedError(404, 'unknown_segment', `There is no segment "${id}": see GET /api/segments.`)
}
