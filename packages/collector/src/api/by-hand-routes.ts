import { type createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import {
  type ByHandAnswer,
  byHandAnswerSchema,
  liftByHandSchema,
  outcomeByHandSchema,
  ownerByHandSchema,
  pointsByHandSchema,
  stageByHandSchema,
} from '@leadlight/protocol'
import { POINTS_ADJUSTED, STAGE_SET } from '@leadlight/scoring'
import { findAdjustment } from '../by-hand/find-adjustment.ts'
import { OWNER_SET } from '../by-hand/owner.ts'
import { createEventRecorder, type EventDraft } from '../by-hand/record-event.ts'
import { RefusedError } from '../http/refused-error.ts'
import { fingerprint } from '../ingest/fingerprint.ts'
import type { LiveModel } from '../live-model.ts'
import { OUTCOME_RECORDED } from '../outcomes/outcome.ts'
import type { Store } from '../storage/port.ts'
import { component, leadPath, responses } from './api-schemas.ts'
import { parseTime } from './parse-time.ts'
import { readJsonBody } from './read-json-body.ts'
import { unknownLead } from './unknown-lead.ts'
import { withoutUndefined } from './without-undefined.ts'

const tags = ['By hand']
const answer = responses('The lead after the change', component('ByHandAnswer', byHandAnswerSchema))
const entryPath = leadPath.extend({
  entry: z.string().min(1).max(600).describe('The `messageId` of the adjustment to revert'),
})

const points = {
  method: 'post' as const,
  path: '/api/leads/{id}/points',
  tags,
  summary: 'Adds points to a lead by hand, or subtracts some',
  description: 'They become a contribution to the score, with author and reason, and do not decay.',
  responses: answer,
}

const lift = {
  method: 'post' as const,
  path: '/api/leads/{id}/points/{entry}/lift',
  tags,
  summary: 'Reverts points that were given by hand',
  description:
    'Both adjustments stay in the explanation of the score. Repeating the request changes nothing.',
  responses: answer,
}

const stage = {
  method: 'post' as const,
  path: '/api/leads/{id}/stage',
  tags,
  summary: 'Sets the stage of a lead by hand; null lets the model decide again',
  responses: answer,
}

const owner = {
  method: 'post' as const,
  path: '/api/leads/{id}/owner',
  tags,
  summary: 'Assigns a lead to a salesperson; null unassigns it',
  responses: answer,
}

const outcome = {
  method: 'post' as const,
  path: '/api/leads/{id}/outcome',
  tags,
  summary: 'Records that a lead was won or lost, for backtests and calibration; null reopens it',
  responses: answer,
}

/** Adds the routes for changes by hand, each of which is recorded as an event in the log. */
export function addByHandRoutes(
  app: OpenAPIHono,
  { store, live, now }: { store: Store; live: LiveModel; now: () => number },
): void {
  const record = createEventRecorder({ store, intake: live.intake, now })
  const answerTo = async (lead: string, draft: EventDraft): Promise<ByHandAnswer> => {
    const recorded = await record(lead, draft)
    const shown = await live.leadService.read(lead)
    if (recorded === undefined || shown === undefined) throw unknownLead()
    if (!recorded.conflict) return { messageId: recorded.messageId, lead: shown }
    const message = `Another change has the messageId "${recorded.messageId}": choose a different one.`
    throw new RefusedError(400, 'message_id_taken', message)
  }

  // Bodies are read by `readJsonBody`, which bounds them; here they are only described.
  const describe = (route: Parameters<typeof createRoute>[0], name: string, body: z.ZodType) => {
    const content = { 'application/json': { schema: component(name, body) } }
    const params = route.path.includes('{entry}') ? entryPath : leadPath
    app.openAPIRegistry.registerPath({ ...route, request: { params, body: { required: true, content } } })
  }
  describe(points, 'PointsByHand', pointsByHandSchema)
  describe(lift, 'LiftByHand', liftByHandSchema)
  describe(stage, 'StageByHand', stageByHandSchema)
  describe(owner, 'OwnerByHand', ownerByHandSchema)
  describe(outcome, 'OutcomeByHand', outcomeByHandSchema)

  app.post('/api/leads/:id/points', async (c) => {
    const { messageId, ...properties } = withoutUndefined(await readJsonBody(c.req.raw, pointsByHandSchema))
    const draft = { name: POINTS_ADJUSTED, properties, ...withoutUndefined({ messageId }) }
    return c.json(await answerTo(c.req.param('id'), draft))
  })
  app.post('/api/leads/:id/points/:entry/lift', async (c) => {
    const told = await readJsonBody(c.req.raw, liftByHandSchema)
    const { id, entry } = c.req.param()
    const given = await store.read((snapshot) => findAdjustment(snapshot, id, entry))
    if (given === undefined) {
      const message = 'There is no such adjustment: take its messageId from the explanation of the score.'
      throw new RefusedError(404, 'unknown_adjustment', message)
    }
    const { points: hundred, dimension } = given.properties
    const taken = {
      points: typeof hundred === 'number' ? -hundred : 0,
      ...(dimension === undefined ? {} : { dimension }),
    }
    // The id is derived from the entry, so that repeated requests count once.
    const draft = {
      name: POINTS_ADJUSTED,
      properties: { ...taken, lifts: entry, ...told },
      messageId: liftIdOf(entry),
    }
    const recorded = await record(id, draft)
    const shown = await live.leadService.read(id)
    if (recorded === undefined || shown === undefined) throw unknownLead()
    return c.json({ messageId: recorded.messageId, lead: shown } satisfies ByHandAnswer)
  })
  app.post('/api/leads/:id/stage', async (c) => {
    const { messageId, ...properties } = await readJsonBody(c.req.raw, stageByHandSchema)
    const draft = { name: STAGE_SET, properties, ...withoutUndefined({ messageId }) }
    return c.json(await answerTo(c.req.param('id'), draft))
  })
  app.post('/api/leads/:id/owner', async (c) => {
    const { messageId, ...told } = await readJsonBody(c.req.raw, ownerByHandSchema)
    const properties = withoutUndefined(told)
    const draft = { name: OWNER_SET, properties, ...withoutUndefined({ messageId }) }
    return c.json(await answerTo(c.req.param('id'), draft))
  })
  app.post('/api/leads/:id/outcome', async (c) => {
    const { messageId, at, ...told } = await readJsonBody(c.req.raw, outcomeByHandSchema)
    const draft = {
      name: OUTCOME_RECORDED,
      properties: withoutUndefined(told),
      ...withoutUndefined({ messageId, at: at === undefined ? undefined : parseTime(at) }),
    }
    return c.json(await answerTo(c.req.param('id'), draft))
  })
}

/** The `messageId` of a lift; a fingerprint replaces an entry that is too long for it. */
function liftIdOf(entry: string): string {
  return `lift:${entry.length < 250 ? entry : fingerprint(entry)}`
}
