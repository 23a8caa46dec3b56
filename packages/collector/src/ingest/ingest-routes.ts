import type { MessageType, Receipt } from '@leadlight/protocol'
import { Hono } from 'hono'
import { errorResponse } from '../http/error-response.ts'
import { RefusedError } from '../http/refused-error.ts'
import type { RequestInfo } from '../http/request-info.ts'
import type { Limits } from '../limits/create-limits.ts'
import type { AccessControl } from './access-control.ts'
import { applyAnonymousIdHeader } from './apply-anonymous-id-header.ts'
import type { Ingest } from './create-ingest.ts'
import { ingestPaths } from './ingest-paths.ts'
import { freeBytes, openBody, receiveBody } from './read-body.ts'
import { readDelivery } from './read-delivery.ts'
import { readWriteKey } from './write-key.ts'

/** Dependencies of the routes. */
export interface IngestRoutesOptions {
  ingest: Ingest
  accessControl: AccessControl
  limits: Limits
  onError: (error: unknown) => void
}

/** The body of most responses. */
const PLAIN_RECEIPT = JSON.stringify({ success: true } satisfies Receipt)

/** The routes that receive events. */
export interface IngestRoutes {
  app: Hono<{ Bindings: RequestInfo }>
  /** Handles a request with messages of a type, null for a batch; never rejects. */
  handle(request: Request, type: MessageType | null, info?: RequestInfo): Promise<Response>
}

/**
 * Creates the routes of `POST /v1/batch` and the other ingest paths, as specified in
 * https://segment.com/docs/connections/sources/catalog/libraries/server/http-api/
 */
export function createIngestRoutes({
  ingest,
  accessControl,
  limits,
  onError,
}: IngestRoutesOptions): IngestRoutes {
  const app = new Hono<{ Bindings: RequestInfo }>()
  for (const { path, type } of ingestPaths()) {
    app.post(path, (c) => handle(c.req.raw, type, c.env))
    app.options(path, (c) => accessControl.preflight(c.req.raw))
    app.all(path, () => {
      const error = new RefusedError(405, 'method_not_allowed', 'Send events with POST.')
      const answer = errorResponse(error, onError)
      answer.headers.set('allow', 'POST, OPTIONS')
      return answer
    })
  }
  return { app, handle }

  async function handle(request: Request, type: MessageType | null, info?: RequestInfo): Promise<Response> {
    const ip = typeof info?.ip === 'string' ? info.ip : null
    try {
      const receipt = await receive(request, type, ip)
      const headers = { 'content-type': 'application/json', ...accessControl.corsHeaders(request) }
      return new Response(writeReceipt(receipt), { headers })
    } catch (error) {
      const response = errorResponse(error, onError)
      return isToRepeat(response) && takesAnyAnswer(request)
        ? response
        : accessControl.withCors(response, request)
    }
  }

  async function receive(request: Request, type: MessageType | null, ip: string | null): Promise<Receipt> {
    limits.admitAddress(ip)
    limits.admitRequest()
    const { headers, url } = request
    const body = await receiveBody(request, limits.bodies)
    const taken = limits.queue(body.weight, async () => {
      const delivery = applyAnonymousIdHeader(
        readDelivery(await openBody(body), type),
        headers.get('anonymousid'),
      )
      const sender = await accessControl.authorize(request, delivery.writeKey)
      limits.admitEvents(readWriteKey(delivery.writeKey, headers, url), sender, delivery.messages.length)
      // Node's fetch sends `Sec-Fetch-Mode`, too; only browsers send these two headers.
      const fromPage = headers.has('origin') || headers.has('sec-fetch-site')
      return ingest(delivery, sender, { userAgent: headers.get('user-agent'), ip, fromPage })
    })
    // Also when the request is refused, which happens most often when memory is short.
    return await taken.finally(() => freeBytes(body.bytes))
  }
}

/** Whether the same request may succeed later. */
function isToRepeat({ status }: Response): boolean {
  return status === 408 || status === 429 || status >= 500
}

/**
 * Whether a request may come from a client that takes any response as success, and repeats only what fails for the page: Segment's for
 * browsers until version 1.72, and those derived from it. They send to other paths than the tracker, which reads the status.
 */
function takesAnyAnswer(request: Request): boolean {
  return !/\/batch\/?$/.test(new URL(request.url).pathname)
}

function writeReceipt(receipt: Receipt): string {
  return receipt.rejected === undefined ? PLAIN_RECEIPT : JSON.stringify(receipt)
}
