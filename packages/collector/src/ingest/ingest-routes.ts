import type { MessageType, Receipt } from '@leadlight/protocol'
import { Hono } from 'hono'
import { errorResponse } from '../http/error-response.ts'
import { RefusedError } from '../http/refused-error.ts'
import type { RequestInfo } from '../http/request-info.ts'
import type { Keyring, Sender } from '../keys.ts'
import type { Ingest } from './create-ingest.ts'
import { ingestPaths } from './ingest-paths.ts'
import { nameByHeader } from './name-by-header.ts'
import type { OriginPolicy } from './origin-policy.ts'
import { createOwnOriginCheck } from './own-origin.ts'
import { readBody } from './read-body.ts'
import { type Delivery, readDelivery } from './read-delivery.ts'
import { readWriteKey } from './write-key.ts'

/** What the routes work with. */
export interface IngestRoutesOptions {
  ingest: Ingest
  keyring: Keyring
  origins: OriginPolicy
  onError: (error: unknown) => void
}

/** How long browsers may remember the answer to a preflight, in seconds; they cap it themselves. */
const PREFLIGHT_SECONDS = 86_400

/** Headers of every answer. */
const closedAnswer = { vary: 'Origin', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' }

/** What a page may read of an answer besides its body. */
const exposed = { 'access-control-expose-headers': 'Retry-After' }

/** What nearly every answer is. */
const PLAIN_RECEIPT = JSON.stringify({ success: true } satisfies Receipt)

/** `POST /v1/batch` and its likes; design: https://segment.com/docs/connections/sources/catalog/libraries/server/http-api/ */
export function createIngestRoutes({ ingest, keyring, origins, onError }: IngestRoutesOptions) {
  const app = new Hono<{ Bindings: RequestInfo }>()
  const isOwnOrigin = createOwnOriginCheck()
  for (const { path, type } of ingestPaths()) {
    app.post(path, async (c) => {
      const request = c.req.raw
      const ip = typeof c.env?.ip === 'string' ? c.env.ip : null
      try {
        const receipt = await receive(request, type, ip)
        const headers = { 'content-type': 'application/json', ...sharing(request) }
        return new Response(writeReceipt(receipt), { headers })
      } catch (error) {
        return withCors(errorResponse(error, onError), request)
      }
    })
    app.options(path, (c) => preflight(c.req.raw))
    app.all(path, () => {
      const error = new RefusedError(405, 'method_not_allowed', 'Send events with POST.')
      const answer = errorResponse(error, onError)
      answer.headers.set('allow', 'POST, OPTIONS')
      return answer
    })
  }
  return app

  async function receive(request: Request, type: MessageType | null, ip: string | null): Promise<Receipt> {
    const delivery = nameByHeader(
      readDelivery(await readBody(request), type),
      request.headers.get('anonymousid'),
    )
    const sender = await authorize(request, delivery)
    const { headers } = request
    // Node's fetch sends `Sec-Fetch-Mode` too; these two only browsers send.
    const fromPage = headers.has('origin') || headers.has('sec-fetch-site')
    return ingest(delivery, sender, { userAgent: headers.get('user-agent'), ip, fromPage })
  }

  async function authorize(request: Request, delivery: Delivery): Promise<Sender> {
    const sender = await senderOf(keyring, readWriteKey(delivery.writeKey, request.headers, request.url))
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

  /** Answers may be read by allowed pages, refusals too, so that a page learns that its key is wrong. */
  function sharing(request: Request): Record<string, string> {
    const origin = request.headers.get('origin')
    if (origin === null || !(isOwnOrigin(origin, request) || origins.allows(origin))) return closedAnswer
    return { ...closedAnswer, 'access-control-allow-origin': origin, ...exposed }
  }

  function withCors(answer: Response, request: Request): Response {
    const headers = answer.status === 403 ? closedAnswer : sharing(request)
    for (const [name, value] of Object.entries(headers)) answer.headers.set(name, value)
    return answer
  }

  function preflight(request: Request): Response {
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

function writeReceipt(receipt: Receipt): string {
  return receipt.rejected === undefined ? PLAIN_RECEIPT : JSON.stringify(receipt)
}

/** @throws RefusedError 401 for a missing or unknown key */
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
    'This write key is not known: check it in the settings of the collector.',
  )
}
