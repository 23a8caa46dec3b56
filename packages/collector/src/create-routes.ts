import { Hono } from 'hono'
import { createApi } from './api/create-api.ts'
import type { CollectorOptions } from './collector.ts'
import { createConfirmationRoutes } from './consents/confirmation-routes.ts'
import type { Services } from './create-services.ts'
import { createDownloadRoutes } from './forms/download-routes.ts'
import { createFormRoutes } from './forms/form-routes.ts'
import type { RequestInfo } from './http/request-info.ts'
import { createClientSettings } from './ingest/client-settings.ts'
import type { IngestRoutes } from './ingest/ingest-routes.ts'
import { createMetricsRoute } from './metrics/metrics-route.ts'
import { createVisitorCookieRoutes } from './visitor-cookie/visitor-cookie-routes.ts'

/** What `createRoutes` needs besides the services. */
export interface RoutesOptions extends Pick<CollectorOptions, 'downloads' | 'metricsToken' | 'publicUrl'> {
  ingestRoutes: IngestRoutes
  /** Path where the collector is mounted; empty for the root. */
  basePath: string
}

/**
 * Creates all routes of a collector, without the base path.
 *
 * @throws TypeError for an invalid `publicUrl`
 */
export function createRoutes(services: Services, options: RoutesOptions): Hono<{ Bindings: RequestInfo }> {
  const { keyring, limits, metrics, onError } = services
  const { ingestRoutes, basePath, publicUrl, metricsToken: token } = options
  const find = options.downloads ?? (async () => undefined)
  const routes = new Hono<{ Bindings: RequestInfo }>()
  routes.route('/', ingestRoutes.app)
  routes.route('/', createClientSettings(publicUrl))
  routes.route('/', createMetricsRoute({ metrics, keyring, token, onError }))
  routes.route('/', createVisitorCookieRoutes(limits.bodies, onError))
  routes.route('/', createFormRoutes(services))
  routes.route('/', createConfirmationRoutes(services))
  routes.route('/', createDownloadRoutes({ ...services, find }))
  routes.route('/', createApi({ ...services, basePath }))
  return routes
}
