import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { type Consent, consentSchema, listSchema } from '@leadlight/protocol'
import { createEventRecorder } from '../by-hand/record-event.ts'
import { CONSENT_WITHDRAWN } from '../consents/consent-events.ts'
import { listConsents } from '../consents/list-consents.ts'
import { RefusedError } from '../http/refused-error.ts'
import type { LiveModel } from '../live-model.ts'
import type { Store } from '../storage/port.ts'
import { component, leadPath, responses } from './api-schemas.ts'
import { readJsonBody } from './read-json-body.ts'
import { requireFound } from './require-found.ts'
import { unknownLead } from './unknown-lead.ts'

const tags = ['Consents']
const list = component('ConsentList', listSchema(consentSchema))

const readConsents = createRoute({
  method: 'get',
  path: '/api/leads/{id}/consents',
  tags,
  summary: 'The consents of a lead: their wording, confirmations and withdrawals',
  request: { params: leadPath },
  responses: responses('All consents, oldest first', list),
})

const withdrawalSchema = z.strictObject({ note: z.string().max(1_000).optional() })

const withdraw = {
  method: 'post' as const,
  path: '/api/leads/{id}/consents/{consent}/withdraw',
  tags,
  summary: 'Withdraws a consent',
  description:
    'The consent stays on record, with the time of its withdrawal. The withdrawal becomes an event of the lead; repeating it changes nothing.',
  responses: responses('All consents of the lead', list),
}

/** Adds the routes at and below `/api/leads/:id/consents`. */
export function addConsentRoutes(
  app: OpenAPIHono,
  { store, live, now }: { store: Store; live: LiveModel; now: () => number },
): void {
  const record = createEventRecorder({ store, intake: live.intake, now })
  const consentsOf = async (id: string): Promise<Consent[]> => {
    const consents = await store.read((snapshot) => listConsents(snapshot, id))
    return requireFound(consents, unknownLead)
  }
  app.openapi(readConsents, async (c) =>
    c.json({ data: await consentsOf(c.req.valid('param').id), next: null }, 200),
  )
  // The body is read by `readJsonBody`, which bounds it; here it is only described.
  app.openAPIRegistry.registerPath({
    ...withdraw,
    request: {
      params: leadPath.extend({ consent: z.string().describe('The id of a consent') }),
      body: { content: { 'application/json': { schema: component('ConsentWithdrawal', withdrawalSchema) } } },
    },
  })
  app.post('/api/leads/:id/consents/:consent/withdraw', async (c) => {
    const { id, consent } = c.req.param()
    const hasBody = c.req.header('content-length') !== '0' && c.req.raw.body !== null
    const { note } = hasBody ? await readJsonBody(c.req.raw, withdrawalSchema) : {}
    const given = (await consentsOf(id)).find((item) => item.id === consent)
    if (given === undefined) {
      const message = 'There is no such consent: take an id from GET /api/leads/:id/consents.'
      throw new RefusedError(404, 'unknown_consent', message)
    }
    if (given.withdrawnAt === null) {
      const properties = { consents: [consent], form_id: given.form, ...(note !== undefined && { note }) }
      // The id is derived from the consent, so that repeated requests count once.
      await record(id, { name: CONSENT_WITHDRAWN, properties, messageId: `withdrawn-${consent}` })
    }
    return c.json({ data: await consentsOf(id), next: null }, 200)
  })
}
