import { RefusedError } from '../http/refused-error.ts'
import { securityHeaders } from '../http/secure-response.ts'
import type { Keyring, Sender } from '../keys.ts'
import type { RefusedPages } from '../setup/refused-pages.ts'
import type { OriginPolicy } from './origin-policy.ts'
import { createOwnOriginCheck } from './own-origin.ts'
import { readWriteKey } from './write-key.ts'

/** Decides who may send events, and which pages may read the responses. */
export interface AccessControl {
  /**
   * The sender, by the write key in the body or else in headers or URL.
   *
   * @throws RefusedError 401 for a missing or unknown key, 403 for a page that may not use it
   */
  authorize(request: Request, inBody: string | null): Promise<Sender>
  /**
   * Adds CORS headers for allowed pages, also to errors. Any page may read that its key or origin is refused: it would repeat its
   * requests for ever, and could not report the reason.
   */
  withCors(response: Response, request: Request): Response
  /** The headers of a successful response. */
  corsHeaders(request: Request): Record<string, string>
  preflight(request: Request): Promise<Response>
}

/** How long browsers may cache the response to a preflight, in seconds; they apply a maximum of their own. */
const PREFLIGHT_SECONDS = 86_400

/** Headers of every response. */
const privateHeaders = { vary: 'Origin', 'cache-control': 'no-store', ...securityHeaders }

/** Headers that a page may read. */
const exposed = { 'access-control-expose-headers': 'Retry-After' }

/** Headers of a response that pages of `origin` may read. */
const corsHeadersFor = (origin: string) => ({
  ...privateHeaders,
  'access-control-allow-origin': origin,
  ...exposed,
})

/** Creates the access control of a collector. `refused` counts the pages that it refuses. */
export function createAccessControl(
  keyring: Keyring,
  origins: OriginPolicy,
  refused: Pick<RefusedPages, 'note'>,
): AccessControl {
  const isOwnOrigin = createOwnOriginCheck()
  return { authorize, corsHeaders, withCors, preflight }

  async function authorize(request: Request, inBody: string | null): Promise<Sender> {
    try {
      return await authorizeSender(request, inBody)
    } catch (error) {
      const origin = request.headers.get('origin')
      if (origin !== null && error instanceof RefusedError) refused.note(origin, error.code)
      throw error
    }
  }

  async function authorizeSender(request: Request, inBody: string | null): Promise<Sender> {
    const sender = await requireSender(keyring, readWriteKey(inBody, request.headers, request.url))
    const origin = request.headers.get('origin')
    if (origin === null || isOwnOrigin(origin, request)) return sender
    if (sender.trusted) {
      throw new RefusedError(
        403,
        'secret_key_in_page',
        'A secret key must never be in a page: use a write key.',
      )
    }
    if (!origins.allows(origin, sender)) throw originRefused(origin)
    return sender
  }

  function corsHeaders(request: Request): Record<string, string> {
    const origin = request.headers.get('origin')
    if (origin === null || !(isOwnOrigin(origin, request) || origins.allows(origin))) return privateHeaders
    return corsHeadersFor(origin)
  }

  function withCors(response: Response, request: Request): Response {
    const origin = request.headers.get('origin')
    const isRefusal = response.status === 401 || response.status === 403
    const headers = isRefusal && origin !== null ? corsHeadersFor(origin) : corsHeaders(request)
    for (const [name, value] of Object.entries(headers)) response.headers.set(name, value)
    return response
  }

  async function preflight(request: Request): Promise<Response> {
    await keyring.prepare()
    const response = withCors(new Response(null, { status: 204 }), request)
    if (!response.headers.has('access-control-allow-origin'))
      return new Response(null, { status: 403, headers: response.headers })
    const asked = request.headers.get('access-control-request-headers')
    response.headers.set('access-control-allow-methods', 'POST')
    response.headers.set(
      'access-control-allow-headers',
      asked ?? 'content-type, content-encoding, authorization',
    )
    response.headers.set('access-control-max-age', String(PREFLIGHT_SECONDS))
    return response
  }
}

function originRefused(origin: string): RefusedError {
  const message =
    origin === 'null'
      ? 'A page without an origin, like a file opened from disk, may not use this write key: put it on a web server.'
      : `Pages of ${origin} may not use this write key: start the server with --allow-origin ${origin}, or add the origin to the key.`
  return new RefusedError(403, 'origin_not_allowed', message)
}

/**
 * The sender with a write key.
 *
 * @throws RefusedError 401 for a missing or unknown key
 */
export async function requireSender(keyring: Keyring, key: string | null): Promise<Sender> {
  if (key === null) {
    const how = 'Send a write key: "writeKey" in the body, or as the user name of HTTP Basic, or ?writeKey=.'
    throw new RefusedError(401, 'missing_write_key', how)
  }
  const sender = await keyring.sender(key)
  if (sender) return sender
  throw new RefusedError(
    401,
    'unknown_write_key',
    'Unknown write key: copy it from the page of leads, under “Set up”, or from the collector’s keys.',
  )
}
