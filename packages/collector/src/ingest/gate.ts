import { RefusedError } from '../http/refused-error.ts'
import { securityHeaders } from '../http/secure-answer.ts'
import type { Keyring, Sender } from '../keys.ts'
import type { OriginPolicy } from './origin-policy.ts'
import { createOwnOriginCheck } from './own-origin.ts'
import { readWriteKey } from './write-key.ts'

/** Decides who may send events, and which pages may read the responses. */
export interface Gate {
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
  withCors(answer: Response, request: Request): Response
  /** The headers of a successful response. */
  sharing(request: Request): Record<string, string>
  preflight(request: Request): Promise<Response>
}

/** How long browsers may cache the response to a preflight, in seconds; they apply a maximum of their own. */
const PREFLIGHT_SECONDS = 86_400

/** Headers of every response. */
const closedAnswer = { vary: 'Origin', 'cache-control': 'no-store', ...securityHeaders }

/** Headers that a page may read. */
const exposed = { 'access-control-expose-headers': 'Retry-After' }

/** Headers of a response that pages of `origin` may read. */
const sharedWith = (origin: string) => ({
  ...closedAnswer,
  'access-control-allow-origin': origin,
  ...exposed,
})

/** Creates the gate of a collector. */
export function createGate(keyring: Keyring, origins: OriginPolicy): Gate {
  const isOwnOrigin = createOwnOriginCheck()
  return { authorize, sharing, withCors, preflight }

  async function authorize(request: Request, inBody: string | null): Promise<Sender> {
    const sender = await senderOf(keyring, readWriteKey(inBody, request.headers, request.url))
    const origin = request.headers.get('origin')
    if (origin === null || isOwnOrigin(origin, request)) return sender
    if (sender.trusted) {
      throw new RefusedError(
        403,
        'secret_key_in_page',
        'A secret key must never be in a page: use a write key.',
      )
    }
    if (!origins.allows(origin, sender)) {
      const message = `Pages of ${origin} may not use this write key: add the origin to the allowed ones.`
      throw new RefusedError(403, 'origin_not_allowed', message)
    }
    return sender
  }

  function sharing(request: Request): Record<string, string> {
    const origin = request.headers.get('origin')
    if (origin === null || !(isOwnOrigin(origin, request) || origins.allows(origin))) return closedAnswer
    return sharedWith(origin)
  }

  function withCors(answer: Response, request: Request): Response {
    const origin = request.headers.get('origin')
    const isRefusal = answer.status === 401 || answer.status === 403
    const headers = isRefusal && origin !== null ? sharedWith(origin) : sharing(request)
    for (const [name, value] of Object.entries(headers)) answer.headers.set(name, value)
    return answer
  }

  async function preflight(request: Request): Promise<Response> {
    await keyring.prepare()
    const answer = withCors(new Response(null, { status: 204 }), request)
    if (!answer.headers.has('access-control-allow-origin'))
      return new Response(null, { status: 403, headers: answer.headers })
    const asked = request.headers.get('access-control-request-headers')
    answer.headers.set('access-control-allow-methods', 'POST')
    answer.headers.set(
      'access-control-allow-headers',
      asked ?? 'content-type, content-encoding, authorization',
    )
    answer.headers.set('access-control-max-age', String(PREFLIGHT_SECONDS))
    return answer
  }
}

/**
 * The sender with a write key.
 *
 * @throws RefusedError 401 for a missing or unknown key
 */
export async function senderOf(keyring: Keyring, key: string | null): Promise<Sender> {
  if (key === null) {
    const how = 'Send a write key: "writeKey" in the body, or as the user name of HTTP Basic, or ?writeKey=.'
    throw new RefusedError(401, 'missing_write_key', how)
  }
  const sender = await keyring.sender(key)
  if (sender) return sender
  throw new RefusedError(
    401,
    'unknown_write_key',
    'Unknown write key: check it in the settings of the collector.',
  )
}
