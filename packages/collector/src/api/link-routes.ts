import type { OpenAPIHono } from '@hono/zod-openapi'
import { type LinkChange, linkAnswerSchema, linkChangeSchema } from '@leadlight/protocol'
import { RefusedError } from '../http/refused-error.ts'
import { emailKey, userKey, visitorSubject } from '../identity/naming.ts'
import { createCleaner } from '../ingest/create-cleaner.ts'
import { normalizeEmail } from '../ingest/email.ts'
import { type ChangeLinks, createLinkChanger } from '../leads/change-links.ts'
import type { LiveModel } from '../live-model.ts'
import type { Store } from '../storage/port.ts'
import { answers, component, leadPath } from './api-schemas.ts'
import { readJsonBody } from './read-json-body.ts'
import { withoutUndefined } from './without-undefined.ts'

const content = { 'application/json': { schema: component('LinkChange', linkChangeSchema) } }
const answer = answers('The links changed, and the leads now', component('LinkAnswer', linkAnswerSchema))

const routes = [
  {
    path: '/api/leads/{id}/unlink',
    apart: true,
    summary: 'Takes a visitor, an address or a user apart from a lead',
    description:
      'What the visitor did goes to whom else it was, or to nobody; an address or a user becomes a lead of its own. The scores of both sides follow. It stays so, whatever they say later, until it is taken back.',
  },
  {
    path: '/api/leads/{id}/link',
    apart: false,
    summary: 'Takes an unlink back',
    description: 'The names are joined again as far as events join them.',
  },
]

/** Adds `POST /api/leads/:id/unlink`, and `/link`, which reverts it. */
export function addLinkRoutes(
  app: OpenAPIHono,
  { store, live, now }: { store: Store; live: LiveModel; now: () => number },
): void {
  const change: ChangeLinks = createLinkChanger({ store, intake: live.intake, now })
  const cleaner = createCleaner(() => false)
  for (const { apart, ...route } of routes) {
    const request = { params: leadPath, body: { required: true, content } }
    app.openAPIRegistry.registerPath({
      ...route,
      method: 'post',
      tags: ['Leads'],
      request,
      responses: answer,
    })
    app.post(route.path.replace('{id}', ':id'), async (c) => {
      const { author, reason, ...names } = await readJsonBody(c.req.raw, linkChangeSchema)
      const told = cleaner.object(withoutUndefined({ author, reason }))
      const changed = await change(c.req.param('id') ?? '', { name: nameOf(names), apart, told })
      if (changed === null) {
        const message = 'There is no such lead: take an id from GET /api/leads.'
        throw new RefusedError(404, 'unknown_lead', message)
      }
      if (changed.links.length > 0) return c.json(changed, 200)
      const message = apart
        ? 'The lead is not linked to this name: see its visitors and names in GET /api/leads/:id/export.'
        : 'Nothing was taken apart between the lead and this name.'
      throw new RefusedError(404, 'unknown_link', message)
    })
  }
}

function nameOf({ visitor, userId, email }: LinkChange): string {
  if (visitor !== undefined) return visitorSubject(visitor)
  if (userId !== undefined) return userKey(userId)
  return emailKey(normalizeEmail(email ?? '') ?? email ?? '')
}
