import { remember } from './remember.ts'

/** Sites are few, and browsers send the same origin with each request. */
const REMEMBERED_ORIGINS = 500

/** Where the host begins, or is in its second letter. */
const WITHIN_HOST = 'https://'.length

/**
 * Tells whether an origin is that of the collector's own pages: the host that the request was sent to; the scheme may
 * differ behind a proxy. Addresses are parsed once for each origin, not for each request.
 */
export function createOwnOriginCheck(): (origin: string, request: Request) => boolean {
  const hostOf = remember(REMEMBERED_ORIGINS, (url) => URL.parse(url)?.host)
  return (origin, { url }) => {
    const end = url.indexOf('/', WITHIN_HOST)
    const own = hostOf(end < 0 ? url : url.slice(0, end))
    return own !== undefined && hostOf(origin) === own
  }
}
