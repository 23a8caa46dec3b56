import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import {
  listSchema,
  modelVersionSchema,
  type PublicationProgress,
  publicationSchema,
  publishOrderSchema,
  rollbackOrderSchema,
} from '@leadlight/protocol'
import { type Model, modelSchema } from '@leadlight/scoring'
import { RefusedError } from '../http/refused-error.ts'
import type { Attribution, LiveModel } from '../live-model.ts'
import { listVersions, readDraft, readVersion, saveDraft } from '../model/versions.ts'
import type { Store } from '../storage/port.ts'
import { component, jsonBody, responses } from './api-schemas.ts'
import { readJsonBody } from './read-json-body.ts'
import { readModelBody } from './read-model-body.ts'
import { requireFound } from './require-found.ts'
import { withoutUndefined } from './without-undefined.ts'

const tags = ['Model']
const progress = responses('The progress of the publication', component('Publication', publicationSchema))
const model = responses('The model', modelSchema)
const published =
  'Responds immediately. All leads are scored by it in the background, while events and lists still use the current model; then all collectors switch at the same time. This causes no crossings.'

const routes: Parameters<OpenAPIHono['openAPIRegistry']['registerPath']>[0][] = [
  { method: 'get', path: '/api/model/draft', tags, summary: 'The draft', responses: model },
  {
    method: 'put',
    path: '/api/model/draft',
    tags,
    summary: 'Saves a draft, which is not used for scoring',
    request: { body: jsonBody('Model', modelSchema) },
    responses: model,
  },
  {
    method: 'delete',
    path: '/api/model/draft',
    tags,
    summary: 'Deletes the draft',
    responses: responses('The draft was deleted', component('NoDraft', z.object({ draft: z.null() }))),
  },
  {
    method: 'post',
    path: '/api/model/publish',
    tags,
    summary: 'Publishes the draft',
    description: published,
    request: { body: jsonBody('PublishOrder', publishOrderSchema) },
    responses: progress,
  },
  {
    method: 'post',
    path: '/api/model/rollback',
    tags,
    summary: 'Publishes an earlier version again',
    description: published,
    request: { body: jsonBody('RollbackOrder', rollbackOrderSchema) },
    responses: progress,
  },
  {
    method: 'get',
    path: '/api/model/publication',
    tags,
    summary: 'The progress of publishing a model',
    responses: progress,
  },
  {
    method: 'get',
    path: '/api/model/versions',
    tags,
    summary: 'Published models, newest first',
    responses: responses('The versions', component('ModelVersions', listSchema(modelVersionSchema))),
  },
]

const readOne = createRoute({
  method: 'get',
  path: '/api/model/versions/{version}',
  tags,
  summary: 'A published model',
  request: { params: z.object({ version: z.coerce.number().int().min(1) }) },
  responses: model,
})

/** Adds the routes for drafts of the scoring model, their publication, and earlier versions. */
export function addPublishRoutes(
  app: OpenAPIHono,
  { store, live, now }: { store: Store; live: LiveModel; now: () => number },
): void {
  // Bodies are read by functions that bound them and say precisely what is wrong; here they are only described.
  for (const route of routes) app.openAPIRegistry.registerPath(route)
  const progressNow = async (): Promise<PublicationProgress> => {
    const running = await live.progress()
    if (running === null) return { phase: 'idle', version: (await live.model()).version, done: 0 }
    const { phase, done, model: next } = running
    return { phase: phase === 'preparing' ? phase : 'switching', version: next.version, done }
  }
  const publish = async (next: Model, attribution: Attribution): Promise<void> => {
    if ((await live.publish(next, attribution)) !== undefined) return
    const message =
      'Another model is being published: see GET /api/model/publication, and try again when it is done.'
    throw new RefusedError(409, 'publishing', message)
  }

  app.get('/api/model/draft', async (c) => c.json(requireFound(await store.read(readDraft), unknownDraft)))
  app.put('/api/model/draft', async (c) => {
    const draft = await readModelBody(c.req.raw)
    await store.transact((transaction) => saveDraft(transaction, draft, now()))
    return c.json(draft)
  })
  app.delete('/api/model/draft', async (c) => {
    await store.transact((transaction) => saveDraft(transaction, undefined, now()))
    return c.json({ draft: null })
  })
  app.post('/api/model/publish', async (c) => {
    const attribution = withoutUndefined(await readJsonBody(c.req.raw, publishOrderSchema))
    await publish(requireFound(await store.read(readDraft), unknownDraft), attribution)
    await store.transact((transaction) => saveDraft(transaction, undefined, now()))
    return c.json(await progressNow())
  })
  app.post('/api/model/rollback', async (c) => {
    const { version, ...attribution } = withoutUndefined(await readJsonBody(c.req.raw, rollbackOrderSchema))
    const current = await live.model()
    const wanted = version ?? current.version - 1
    const kept = requireFound(await store.read((snapshot) => readVersion(snapshot, wanted)), unknownVersion)
    await publish(kept.model, { note: `Back to version ${wanted}`, ...attribution })
    return c.json(await progressNow())
  })
  app.get('/api/model/publication', async (c) => c.json(await progressNow()))
  app.get('/api/model/versions', async (c) => c.json({ data: await store.read(listVersions), next: null }))
  app.openapi(readOne, async (c) => {
    const { version } = c.req.valid('param')
    return c.json(
      requireFound(await store.read((snapshot) => readVersion(snapshot, version)), unknownVersion).model,
      200,
    )
  })
}

function unknownDraft(): RefusedError {
  return new RefusedError(404, 'unknown_draft', 'There is no draft: send one to PUT /api/model/draft.')
}

function unknownVersion(): RefusedError {
  const message = 'This version is not stored: see GET /api/model/versions.'
  return new RefusedError(404, 'unknown_version', message)
}
