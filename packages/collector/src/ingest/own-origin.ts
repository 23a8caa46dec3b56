import { memoize } from './memoize.ts'

/** Size of the cache: there are few sites, and browsers send the same origin with each request. */
const MAX_CACHED_ORIGINS = 500

/** An offset at or just after the start of the host. */
const WITHIN_HOST = 'https://'.length

/**
 * Creates a check whether an origin is the collector's own: its host is the one the request was sent to; the scheme may
 * differ behind a proxy. URLs are parsed once per origin, not per request.
 */
export function createOwnOriginCheck(): (origin: string, request: Request) => boolean {
  const hostOf = memoize(MAX_CACHED_ORIGINS, (url) => URL.parse(url)?.host)
  return (origin, { url }) => {
    const end = url.indexOf('/', WITHIN_HOST)
    const own = hostOf(end < 0 ? url : url.slice(0, end))
    return own !== undefined && hostOf(origin) === own
  }
}
