import { createEtag, matchesEtag } from './etag.ts'

/** A static file. */
export interface Asset {
  body: Uint8Array<ArrayBuffer> | string
  /** Its `Content-Type`, with the charset. */
  type: string
  /** Whether its name changes with its content, so that it may be cached for ever. */
  immutable?: boolean
}

/** Files by path, like `/leadlight.js`. */
export type Assets = Readonly<Record<string, Asset>> | ReadonlyMap<string, Asset>

/** Answers requests for assets; undefined for other paths. */
export type ServeAssets = (request: Request, path: string) => Promise<Response | undefined>

/** Caching of scripts: long enough to save requests, short enough for fixes to arrive. */
const STABLE_NAME = 'public, max-age=600, stale-while-revalidate=86400'
const HASHED_NAME = 'public, max-age=31536000, immutable'

/** Policy of pages among the assets: they may load only their own files. */
const PAGE_POLICY =
  "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

/** Creates the function that serves files, with a strong ETag for cheap revalidation. */
export function createAssets(assets: Assets = {}): ServeAssets {
  const files = new Map<string, Asset>(assets instanceof Map ? assets : Object.entries(assets))
  const etags = new Map<string, Promise<string>>()

  return async (request, path) => {
    const asset = files.get(path)
    if (asset === undefined || (request.method !== 'GET' && request.method !== 'HEAD')) return undefined
    let etag = etags.get(path)
    if (etag === undefined) {
      etag = createEtag(asset.body)
      etags.set(path, etag)
    }
    const headers = headersOf(asset, await etag)
    if (matchesEtag(request.headers.get('if-none-match'), await etag)) {
      return new Response(null, { status: 304, headers })
    }
    headers.set('content-type', asset.type)
    return new Response(request.method === 'HEAD' ? null : asset.body, { headers })
  }
}

function headersOf(asset: Asset, etag: string): Headers {
  const headers = new Headers({
    etag,
    'cache-control': asset.immutable ? HASHED_NAME : STABLE_NAME,
    'x-content-type-options': 'nosniff',
  })
  if (asset.type.startsWith('text/html')) {
    headers.set('content-security-policy', PAGE_POLICY)
    return headers
  }
  // Scripts are for pages of any origin, with or without `crossorigin` and cross-origin isolation.
  headers.set('access-control-allow-origin', '*')
  headers.set('cross-origin-resource-policy', 'cross-origin')
  return headers
}
