import { Hono } from 'hono'
import { createAllowedMethods } from './http/allowed-methods.ts'
import { type Assets, createAssets } from './http/assets.ts'
import { errorResponse } from './http/error-response.ts'
import { normalizeUrl } from './http/normalize-url.ts'
import { RefusedError } from './http/refused-error.ts'
import type { RequestInfo } from './http/request-info.ts'
import { incompleteBody } from './ingest/read-body.ts'

/** What `createApp` works with. */
export interface AppOptions {
  /** All routes, without the base path. */
  routes: Hono<{ Bindings: RequestInfo }>
  /** Path where the collector is mounted; empty for the root. */
  basePath: string
  assets: Assets | undefined
  onError: (error: unknown) => void
}

/** The error where a method at least is not found; `allow` are those that are there. */
function notFound(allow: readonly string[]): RefusedError {
  if (allow.length === 0) return new RefusedError(404, 'not_found', 'There is nothing here.')
  const methods = allow.join(', ')
  return new RefusedError(405, 'method_not_allowed', `Use ${methods} here.`, null, { allow: methods })
}

/** Creates the router of a collector: its routes below the base path, then its assets. */
export function createApp({ routes, basePath, assets, onError }: AppOptions) {
  const serveAsset = createAssets(assets)
  const paths = assets instanceof Map ? [...assets.keys()] : Object.keys(assets ?? {})
  const methodsAt = createAllowedMethods([
    ...routes.routes,
    ...paths.map((path) => ({ method: 'GET', path })),
  ])
  const app = new Hono<{ Bindings: RequestInfo }>().route(basePath || '/', routes)
  app.onError((error) => errorResponse(error, onError))
  app.notFound(async (c) => {
    const normalized = normalizeUrl(c.req.url)
    if (normalized !== undefined && c.req.raw.bodyUsed) throw incompleteBody()
    if (normalized !== undefined) return app.fetch(new Request(normalized, c.req.raw), c.env)
    const { pathname } = new URL(c.req.url)
    const path = pathname.startsWith(basePath) ? pathname.slice(basePath.length) : undefined
    const asset = path !== undefined && (await serveAsset(c.req.raw, path))
    return asset || errorResponse(notFound(path === undefined ? [] : methodsAt(path)), onError)
  })
  return app
}
