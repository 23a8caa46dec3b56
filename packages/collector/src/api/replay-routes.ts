import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { backtestPeriodSchema, backtestSchema, calibrationSchema } from '@leadlight/protocol'
import { modelSchema } from '@leadlight/scoring'
import { createReplay } from '../backtest/create-replay.ts'
import { RefusedError } from '../http/refused-error.ts'
import type { LiveModel } from '../live-model.ts'
import type { Store } from '../storage/port.ts'
import { component, responses } from './api-schemas.ts'
import { parseTime } from './parse-time.ts'
import { readJsonBody } from './read-json-body.ts'
import { validModel } from './read-model-body.ts'

const tags = ['Model']
const DAY_MS = 86_400_000

const draft = { model: component('Model', modelSchema).optional() }
const bodies = {
  backtest: backtestPeriodSchema.extend(draft),
  calibration: z.object({ to: backtestPeriodSchema.shape.to, ...draft }),
}

const backtest = createRoute({
  method: 'post',
  path: '/api/model/backtest',
  tags,
  summary: 'What a draft of the scoring model would have changed',
  description:
    'Replays the leads with both models, without side effects. If outcomes are recorded, it also reports how well each model separates won from lost leads by earlier events. Without a model in the body, the current one is used for both.',
  request: { body: { required: true, content: { 'application/json': { schema: bodies.backtest } } } },
  responses: responses('The results of both models', component('Backtest', backtestSchema)),
})

const calibrate = createRoute({
  method: 'post',
  path: '/api/model/calibrate',
  tags,
  summary: 'Proposes points based on the outcomes of leads',
  description:
    'For the model in the body, or else the current one. The response contains a draft, which has no effect until it is published, or the reason why there is none.',
  request: { body: { required: true, content: { 'application/json': { schema: bodies.calibration } } } },
  responses: responses('The proposal', component('Calibration', calibrationSchema)),
})

/** Adds `POST /api/model/backtest` and `POST /api/model/calibrate`. */
export function addReplayRoutes(
  app: OpenAPIHono,
  { store, live, now }: { store: Store; live: LiveModel; now: () => number },
): void {
  const replay = createReplay(store)
  // Models are checked by `parseModel`, which says more precisely what is wrong; here they are only described.
  app.openAPIRegistry.registerPath(backtest)
  app.openAPIRegistry.registerPath(calibrate)
  app.post('/api/model/backtest', async (c) => {
    const { model, listed, ...period } = await readJsonBody(c.req.raw, unchecked(bodies.backtest))
    const to = period.to === undefined ? now() : parseTime(period.to)
    const from = period.from === undefined ? to - 90 * DAY_MS : parseTime(period.from)
    if (from > to) throw new RefusedError(400, 'invalid_period', 'The period ends before it begins.')
    const current = await live.model()
    const { signal } = c.req.raw
    const next = model === undefined ? current : validModel(model)
    return c.json(await replay.backtest({ current, draft: next, from, to, listed, signal }))
  })
  app.post('/api/model/calibrate', async (c) => {
    const { model, ...period } = await readJsonBody(c.req.raw, unchecked(bodies.calibration))
    const to = period.to === undefined ? now() : parseTime(period.to)
    const current = await live.model()
    const { signal } = c.req.raw
    const own = model === undefined ? current : validModel(model)
    return c.json(await replay.calibrate({ model: own, current, to, signal }))
  })
}

function unchecked<Shape extends z.ZodRawShape>(body: z.ZodObject<Shape>) {
  return z.strictObject({ ...body.shape, model: z.unknown().optional() })
}
