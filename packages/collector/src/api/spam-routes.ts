import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { listSchema, spamItemSchema } from '@leadlight/protocol'
import type { SubmissionProcessor } from '../forms/create-submission-processor.ts'
import { dismissSpam, listSpam, releaseSpam } from '../forms/spam-folder.ts'
import { RefusedError } from '../http/refused-error.ts'
import type { PageQuery } from '../lead-service.ts'
import type { LiveModel } from '../live-model.ts'
import type { Store } from '../storage/port.ts'
import { component, queries, responses } from './api-schemas.ts'
import { withoutUndefined } from './without-undefined.ts'

const tags = ['Forms']
const params = z.object({ id: z.string().min(1).max(64).describe('The id of an entry of GET /api/spam') })
const done = responses('Done', z.object({ id: z.string() }))

const list = createRoute({
  method: 'get',
  path: '/api/spam',
  tags,
  summary: 'Submissions classified as spam, with reasons, newest first',
  request: { query: queries.page },
  responses: responses('A page of submissions', component('SpamList', listSchema(spamItemSchema))),
})

const accept = createRoute({
  method: 'post',
  path: '/api/spam/{id}/accept',
  tags,
  summary:
    'Accepts a submission after all: it is scored, becomes a lead and is confirmed by mail, as of when it was sent',
  request: { params },
  responses: done,
})

const dismiss = createRoute({
  method: 'delete',
  path: '/api/spam/{id}',
  tags,
  summary: 'Deletes a submission permanently',
  request: { params },
  responses: done,
})

/** Adds the routes at and below `/api/spam`. */
export function addSpamRoutes(
  app: OpenAPIHono,
  {
    store,
    live,
    submissionProcessor,
  }: {
    store: Store
    live: Pick<LiveModel, 'intake'>
    submissionProcessor: Pick<SubmissionProcessor, 'release'>
  },
): void {
  app.openapi(list, async (c) => {
    const page: PageQuery = withoutUndefined(c.req.valid('query'))
    return c.json(await store.read((snapshot) => listSpam(snapshot, page)), 200)
  })
  app.openapi(accept, async (c) => {
    const { id } = c.req.valid('param')
    if (!(await releaseSpam({ store, intake: live.intake, release: submissionProcessor.release }, id)))
      throw unknownEntry()
    return c.json({ id }, 200)
  })
  app.openapi(dismiss, async (c) => {
    const { id } = c.req.valid('param')
    if (!(await dismissSpam(store, id))) throw unknownEntry()
    return c.json({ id }, 200)
  })
}

function unknownEntry(): RefusedError {
  return new RefusedError(404, 'unknown_entry', 'There is no such entry: take an id from GET /api/spam.')
}
