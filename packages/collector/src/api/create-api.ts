import { createRoute, OpenAPIHono } from '@hono/zod-openapi'
import type { z } from 'zod'
import { createAuditLog } from '../audit/audit-log.ts'
import type { SubmissionProcessor } from '../forms/create-submission-processor.ts'
import type { FormRepository } from '../forms/form-repository.ts'
import { createAllowedMethods } from '../http/allowed-methods.ts'
import { describeIssue } from '../http/describe-issue.ts'
import { errorResponse } from '../http/error-response.ts'
import { RefusedError } from '../http/refused-error.ts'
import type { OriginPolicy } from '../ingest/origin-policy.ts'
import type { KeyCache } from '../keys/create-key-cache.ts'
import { createKeyManager } from '../keys/manage-keys.ts'
import type { Keyring } from '../keys.ts'
import { CatchingUpError, InvalidCursorError, UnknownSegmentError } from '../lead-service.ts'
import { TooManyEventsError } from '../leads/too-many-events-error.ts'
import type { LiveModel } from '../live-model.ts'
import type { Readiness } from '../readiness.ts'
import { createSegmentRepository } from '../segments/segment-repository.ts'
import type { RefusedPages } from '../setup/refused-pages.ts'
import type { Store } from '../storage/port.ts'
import { StoreUnavailableError } from '../storage/store-unavailable-error.ts'
import { VERSION } from '../version.ts'
import { components } from './api-schemas.ts'
import { auditChanges } from './audit-api.ts'
import { addByHandRoutes } from './by-hand-routes.ts'
import { addConsentRoutes } from './consent-routes.ts'
import { addCrossingRoutes } from './crossing-routes.ts'
import { createApiDescription } from './describe-api.ts'
import { addFormRoutes } from './form-routes.ts'
import { refuseCrossSite, refuseNullCharacters, requireSecretKey, secureResponses } from './guard-api.ts'
import { addImportRoutes } from './import-routes.ts'
import { addKeyRoutes } from './key-routes.ts'
import { addLeadRoutes } from './lead-routes.ts'
import { addLinkRoutes } from './link-routes.ts'
import { addModelRoutes } from './model-routes.ts'
import { addPublishRoutes } from './publish-routes.ts'
import { addReplayRoutes } from './replay-routes.ts'
import { addReportRoutes } from './report-routes.ts'
import { addSegmentRoutes } from './segment-routes.ts'
import { addSetupRoute } from './setup-routes.ts'
import { addSpamRoutes } from './spam-routes.ts'

/** Dependencies of the API. */
export interface ApiOptions {
  live: LiveModel
  readiness: Pick<Readiness, 'check'>
  formRepository: FormRepository
  submissionProcessor: Pick<SubmissionProcessor, 'release'>
  store: Store
  keyring: Keyring
  origins: OriginPolicy
  refused: RefusedPages
  storedKeys: KeyCache
  now: () => number
  onError: (error: unknown) => void
  /** Path where the collector is mounted; empty for the root. */
  basePath?: string
}

const health = {
  method: 'get' as const,
  path: '/api/health',
  tags: ['Operation'],
  summary: 'Whether the collector can store events and read them; needs no key',
  security: [],
  responses: {
    200: { description: 'They work', content: { 'application/json': { schema: components.health } } },
    503: {
      description: 'The store is unavailable',
      content: { 'application/json': { schema: components.health } },
    },
  },
}

const alive = createRoute({
  ...health,
  path: '/api/health/live',
  summary: 'Whether the process responds, even without its store; needs no key',
})
const ready = createRoute({ ...health, path: '/api/health/ready', summary: 'Same as /api/health' })

/** Creates the API under `/api`. */
export function createApi({
  live,
  readiness,
  formRepository,
  submissionProcessor,
  store,
  keyring,
  origins,
  refused,
  storedKeys,
  now,
  onError,
  basePath = '',
}: ApiOptions): OpenAPIHono {
  const app = new OpenAPIHono({
    defaultHook: (result) => {
      if (!result.success) throw new RefusedError(400, 'invalid_query', describe(result.error))
    },
  })
  app.onError((error) => errorResponse(asRefusal(error), onError))
  app.use('/api/*', secureResponses, refuseCrossSite)
  app.openapi(alive, (c) => c.json({ status: 'ok' as const, version: VERSION }, 200))
  for (const route of [createRoute(health), ready])
    app.openapi(route, async (c) => {
      try {
        await readiness.check()
        return c.json({ status: 'ok' as const, version: VERSION }, 200)
      } catch (error) {
        if (!(error instanceof StoreUnavailableError)) throw error
        onError(error)
        return c.json({ status: 'unavailable' as const, version: VERSION }, 503)
      }
    })
  const description = createApiDescription(app, basePath)
  app.get('/api/openapi.json', (c) => c.body(description(), 200, { 'content-type': 'application/json' }))
  const audit = createAuditLog(store, now)
  app.use('/api/*', requireSecretKey(keyring), auditChanges(audit, onError), refuseNullCharacters)
  addLeadRoutes(app, live.leadService)
  addSegmentRoutes(app, createSegmentRepository(store, now))
  addLinkRoutes(app, { store, live, now })
  addCrossingRoutes(app, live.leadService)
  addReportRoutes(app, live.leadService, now)
  addModelRoutes(app, live)
  addPublishRoutes(app, { store, live, now })
  addFormRoutes(app, { formRepository, store, now })
  addConsentRoutes(app, { store, live, now })
  addSetupRoute(app, { store, keyring, origins, refused, now })
  addSpamRoutes(app, { store, live, submissionProcessor })
  addByHandRoutes(app, { store, live, now })
  addKeyRoutes(app, { keys: createKeyManager(store, now), audit, onChange: storedKeys.forget })
  addImportRoutes(app, { store, live, now })
  addReplayRoutes(app, { store, live, now })
  app.openAPIRegistry.registerComponent('securitySchemes', 'secretKey', { type: 'http', scheme: 'bearer' })
  const methodsAt = createAllowedMethods(app.routes)
  app.all('/api/*', (c) => {
    const allow = methodsAt(c.req.path.slice(basePath.length))
    if (allow.length > 0) {
      const message = `There is ${allow.join(', ')} here: see /api/openapi.json.`
      throw new RefusedError(405, 'method_not_allowed', message, null, { allow: allow.join(', ') })
    }
    throw new RefusedError(404, 'unknown_route', 'There is no such route: see /api/openapi.json.')
  })
  return app
}

function asRefusal(error: unknown): unknown {
  if (error instanceof InvalidCursorError) return new RefusedError(400, 'invalid_cursor', error.message)
  if (error instanceof UnknownSegmentError) return new RefusedError(400, 'unknown_segment', error.message)
  if (error instanceof CatchingUpError) return new RefusedError(503, 'catching_up', error.message, 2)
  if (error instanceof TooManyEventsError) return new RefusedError(413, 'too_many_events', error.message)
  return error
}

function describe({ issues }: z.ZodError): string {
  return issues.map((issue) => describeIssue(issue)).join('; ')
}
