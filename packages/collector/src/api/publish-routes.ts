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
import type { LiveModel, Told } from '../live-model.ts'
import { listVersions, readDraft, readVersion, saveDraft } from '../model/versions.ts'
import type { Store } from '../storage/port.ts'
import { answers, component } from './api-schemas.ts'
import { readJsonBody } from './read-json-body.ts'
import { readModelBody } from './read-model-body.ts'
import { withoutUndefined } from './without-undefined.ts'

const tags = ['Model']
const json = (name: string, schema: z.ZodType) => ({
  body: { required: true, content: { 'application/json': { schema: component(name, schema) } } },
})
const progress = answers('How far it is', component('Publication', publicationSchema))
const model = answers('The model', modelSchema)
const published =
  'Answers at once. Every lead is scored by it in the background while events come in and lists are answered by the model before; then it is in force for all, wherever they ask. Nothing of it sets off a crossing.'

const routes: Parameters<OpenAPIHono['openAPIRegistry']['registerPath']>[0][] = [
  { method: 'get', path: '/api/model/draft', tags, summary: 'The draft', responses: model },
  {
    method: 'put',
    path: '/api/model/draft',
    tags,
    summary: 'Keeps a draft, which scores nobody',
    request: json('Model', modelSchema),
    responses: model,
  },
  {
    method: 'delete',
    path: '/api/model/draft',
    tags,
    summary: 'Throws the draft away',
    responses: answers('It is gone', component('NoDraft', z.object({ draft: z.null() }))),
  },
  {
    method: 'post',
    path: '/api/model/publish',
    tags,
    summary: 'Puts the draft in force',
    description: published,
    request: json('PublishOrder', publishOrderSchema),
    responses: progress,
  },
  {
    method: 'post',
    path: '/api/model/rollback',
    tags,
    summary: 'Puts an earlier version in force again',
    description: published,
    request: json('RollbackOrder', rollbackOrderSchema),
    responses: progress,
  },
  {
    method: 'get',
    path: '/api/model/publication',
    tags,
    summary: 'How far a new model is on its way',
    responses: progress,
  },
  {
    method: 'get',
    path: '/api/model/versions',
    tags,
    summary: 'Models in force so far, the newest first',
    responses: answers('The versions', component('ModelVersions', listSchema(modelVersionSchema))),
  },
]

const readOne = createRoute({
  method: 'get',
  path: '/api/model/versions/{version}',
  tags,
  summary: 'A model that was in force',
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
  const publish = async (next: Model, told: Told): Promise<void> => {
    if ((await live.publish(next, told)) !== undefined) return
    const message =
      'Another model is being put in force: ask GET /api/model/publication, and again when it is done.'
    throw new RefusedError(409, 'publishing', message)
  }

  app.get('/api/model/draft', async (c) => c.json(found(await store.read(readDraft), 'draft')))
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
    const told = withoutUndefined(await readJsonBody(c.req.raw, publishOrderSchema))
    await publish(found(await store.read(readDraft), 'draft'), told)
    await store.transact((transaction) => saveDraft(transaction, undefined, now()))
    return c.json(await progressNow())
  })
  app.post('/api/model/rollback', async (c) => {
    const { version, ...told } = withoutUndefined(await readJsonBody(c.req.raw, rollbackOrderSchema))
    const current = await live.model()
    const wanted = version ?? current.version - 1
    const kept = found(await store.read((snapshot) => readVersion(snapshot, wanted)), 'version')
    await publish(kept.model, { note: `Back to version ${wanted}`, ...told })
    return c.json(await progressNow())
  })
  app.get('/api/model/publication', async (c) => c.json(await progressNow()))
  app.get('/api/model/versions', async (c) => c.json({ data: await store.read(listVersions), next: null }))
  app.openapi(readOne, async (c) => {
    const { version } = c.req.valid('param')
    return c.json(found(await store.read((snapshot) => readVersion(snapshot, version)), 'version').model, 200)
  })
}

function found<Thing>(thing: Thing | undefined, what: 'draft' | 'version'): Thing {
  if (thing !== undefined) return thing
  const messages = {
    draft: 'There is no draft: send one to PUT /api/model/draft.',
    version: 'No such version is kept: see GET /api/model/versions.',
  }
  throw new RefusedError(404, `unknown_${what}`, messages[what])
}
