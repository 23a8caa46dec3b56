import { Hono } from 'hono'
import { type Assets, createAssets } from './http/assets.ts'
import { errorResponse } from './http/error-response.ts'
import { RefusedError } from './http/refused-error.ts'
import type { RequestInfo } from './http/request-info.ts'
import { tidyAddress } from './http/tidy-address.ts'

/** What `createApp` works with. */
export interface AppOptions {
  /** All routes, without the base path. */
  routes: Hono<{ Bindings: RequestInfo }>
  /** Path where the collector is mounted; empty for the root. */
  basePath: string
  assets: Assets | undefined
  onError: (error: unknown) => void
}

/** Creates the router of a collector: its routes below the base path, then its assets. */
export function createApp({ routes, basePath, assets, onError }: AppOptions) {
  const serveAsset = createAssets(assets)
  const app = new Hono<{ Bindings: RequestInfo }>().route(basePath || '/', routes)
  app.onError((error) => errorResponse(error, onError))
  app.notFound(async (c) => {
    const tidy = tidyAddress(c.req.url)
    if (tidy !== undefined) return app.fetch(new Request(tidy, c.req.raw), c.env)
    const { pathname } = new URL(c.req.url)
    const asset =
      pathname.startsWith(basePath) && (await serveAsset(c.req.raw, pathname.slice(basePath.length)))
    return asset || errorResponse(new RefusedError(404, 'not_found', 'There is nothing here.'), onError)
  })
  return app
}
