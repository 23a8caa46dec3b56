import type { OpenAPIHono } from '@hono/zod-openapi'
import { type LinkChange, linkAnswerSchema, linkChangeSchema } from '@leadlight/protocol'
import { RefusedError } from '../http/refused-error.ts'
import { emailKey, userKey } from '../identity/person-key.ts'
import { visitorSubject } from '../identity/subject.ts'
import { replaceUnstorable } from '../ingest/clean-text.ts'
import { createCleaner } from '../ingest/create-cleaner.ts'
import { normalizeEmail } from '../ingest/email.ts'
import { type ChangeLinks, createLinkChanger } from '../leads/change-links.ts'
import type { LiveModel } from '../live-model.ts'
import type { Store } from '../storage/port.ts'
import { component, leadPath, responses } from './api-schemas.ts'
import { readJsonBody } from './read-json-body.ts'
import { unknownLead } from './unknown-lead.ts'
import { withoutUndefined } from './without-undefined.ts'

const content = { 'application/json': { schema: component('LinkChange', linkChangeSchema) } }
const answer = responses(
  'The changed links, and the leads that result',
  component('LinkAnswer', linkAnswerSchema),
)

const routes = [
  {
    path: '/api/leads/{id}/unlink',
    apart: true,
    summary: 'Unlinks a visitor, an e-mail address or a user from a lead',
    description:
      'The events of a visitor go to the other persons it was identified as, or to nobody; an address or a user becomes a separate lead. The scores of all leads involved are updated. Later events do not restore the link; only reverting this does.',
  },
  {
    path: '/api/leads/{id}/link',
    apart: false,
    summary: 'Reverts an unlink',
    description: 'The names are linked again if events link them.',
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
      const attribution = cleaner.object(withoutUndefined({ author, reason }))
      const changed = await change(c.req.param('id') ?? '', { name: nameOf(names), apart, attribution })
      if (changed === null) throw unknownLead()
      if (changed.links.length > 0) return c.json(changed, 200)
      const message = apart
        ? 'The lead is not linked to this name: see its visitors and names in GET /api/leads/:id/export.'
        : 'The lead was not unlinked from this name.'
      throw new RefusedError(404, 'unknown_link', message)
    })
  }
}

/** The name as it is stored. */
function nameOf({ visitor, userId, email }: LinkChange): string {
  if (visitor !== undefined) return visitorSubject(replaceUnstorable(visitor))
  if (userId !== undefined) return userKey(replaceUnstorable(userId))
  return emailKey(normalizeEmail(email ?? '') ?? replaceUnstorable(email ?? ''))
}
