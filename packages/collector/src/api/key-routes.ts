import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import type { AuditLog } from '../audit/audit-log.ts'
import { RefusedError } from '../http/refused-error.ts'
import type { CreatedKey, KeyManager } from '../keys/manage-keys.ts'
import type { StoredKey } from '../keys/stored-key.ts'
import { component, jsonBody, queries, responses } from './api-schemas.ts'
import { readJsonBody } from './read-json-body.ts'
import { requireFound } from './require-found.ts'
import { withoutUndefined } from './without-undefined.ts'

const tags = ['Keys']

const keySchema = component(
  'Key',
  z.object({
    id: z.string(),
    kind: z.enum(['write', 'secret']),
    name: z.string(),
    site: z.string(),
    origins: z.array(z.string()).nullable().describe('Origins of the pages that may use it; null for all'),
    hint: z.string().describe('The last characters of the key'),
    createdAt: z.string(),
    endsAt: z.string().nullable().describe('When it expires or was revoked; null for a key without end'),
  }),
)
const madeSchema = component(
  'MadeKey',
  keySchema.extend({ key: z.string().describe('The key itself, which cannot be read again') }),
)
const wishSchema = z.strictObject({
  kind: z.enum(['write', 'secret']),
  name: z.string().trim().min(1).max(100),
  site: z
    .string()
    .regex(/^[\w.-]{1,64}$/, 'letters, digits, dots and dashes')
    .optional(),
  origins: z.array(z.string().max(300)).min(1).max(100).optional(),
})
const rotationSchema = z.strictObject({
  graceHours: z
    .number()
    .min(0)
    .max(24 * 365)
    .default(0)
    .describe('How long the old key remains valid'),
})
const auditSchema = component(
  'AuditList',
  z.object({
    data: z.array(
      z.object({
        at: z.string(),
        key: z.string(),
        method: z.string(),
        route: z.string(),
        status: z.number(),
      }),
    ),
    next: z.string().nullable(),
  }),
)
const params = z.object({ id: z.string().min(1).max(64).describe('The id of a key') })
const listKeys = createRoute({
  method: 'get',
  path: '/api/keys',
  tags,
  summary: 'Stored keys, including expired ones; keys in the configuration are not listed',
  responses: responses(
    'All keys',
    component('KeyList', z.object({ data: z.array(keySchema), next: z.null() })),
  ),
})
const makeKey = {
  method: 'post' as const,
  path: '/api/keys',
  tags,
  summary: 'Creates a key; all collectors on the store accept it within seconds',
  responses: responses('The key, which cannot be read again', madeSchema),
}
const rotateKey = {
  method: 'post' as const,
  path: '/api/keys/{id}/rotate',
  tags,
  summary: 'Replaces a key by a new one',
  responses: responses('The new key, which cannot be read again', madeSchema),
}
const revokeKey = createRoute({
  method: 'delete',
  path: '/api/keys/{id}',
  tags,
  summary: 'Revokes a key; all collectors on the store refuse it within seconds',
  request: { params },
  responses: responses('The revoked key', keySchema),
})
const listAudit = createRoute({
  method: 'get',
  path: '/api/audit',
  tags: ['Operation'],
  summary: 'The log of changes, with the names of the keys; newest first',
  request: { query: queries.page },
  responses: responses('A page of the log', auditSchema),
})

const HOUR_MS = 3_600_000

/** Adds the routes below `/api/keys`, and `/api/audit`, which lists what the keys were used for. */
export function addKeyRoutes(
  app: OpenAPIHono,
  { keys, audit, onChange }: { keys: KeyManager; audit: AuditLog; onChange: () => void },
): void {
  // Bodies are read by `readJsonBody`, which bounds them; here they are only described.
  app.openAPIRegistry.registerPath({ ...makeKey, request: { body: jsonBody('KeyWish', wishSchema) } })
  app.openAPIRegistry.registerPath({
    ...rotateKey,
    request: { params, body: jsonBody('KeyRotation', rotationSchema) },
  })

  app.openapi(listKeys, async (c) => c.json({ data: (await keys.list()).map(presentKey), next: null }, 200))
  app.post('/api/keys', async (c) => {
    const wish = withoutUndefined(await readJsonBody(c.req.raw, wishSchema))
    if (wish.kind === 'secret' && wish.origins !== undefined) {
      throw new RefusedError(400, 'no_origins', 'A secret key belongs on a server: leave origins out.')
    }
    const made = await keys.create(wish)
    onChange()
    return c.json(presentMade(made))
  })
  app.post('/api/keys/:id/rotate', async (c) => {
    const { graceHours } = await readJsonBody(c.req.raw, rotationSchema)
    const made = await keys.rotate(c.req.param('id'), graceHours * HOUR_MS)
    onChange()
    return c.json(presentMade(requireFound(made, unknownKey)))
  })
  app.openapi(revokeKey, async (c) => {
    const ended = await keys.revoke(c.req.valid('param').id)
    onChange()
    return c.json(presentKey(requireFound(ended, unknownKey)), 200)
  })
  app.openapi(listAudit, async (c) => c.json(await audit.list(withoutUndefined(c.req.valid('query'))), 200))
}

function presentMade({ key, stored }: CreatedKey) {
  return { key, ...presentKey(stored) }
}

/** A key as the API returns it, without the digest. */
function presentKey({ digest: _, createdAt, endsAt, ...key }: StoredKey) {
  return {
    ...key,
    createdAt: new Date(createdAt).toISOString(),
    endsAt: endsAt === null ? null : new Date(endsAt).toISOString(),
  }
}

function unknownKey(): RefusedError {
  return new RefusedError(404, 'unknown_key', 'There is no such key, or it has ended: see GET /api/keys.')
}
