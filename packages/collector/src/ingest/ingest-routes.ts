import type { MessageType, Receipt } from '@leadlight/protocol'
import { Hono } from 'hono'
import { errorResponse } from '../http/error-response.ts'
import { RefusedError } from '../http/refused-error.ts'
import type { RequestInfo } from '../http/request-info.ts'
import type { Limits } from '../limits/create-limits.ts'
import type { Ingest } from './create-ingest.ts'
import type { Gate } from './gate.ts'
import { ingestPaths } from './ingest-paths.ts'
import { nameByHeader } from './name-by-header.ts'
import { freeBytes, openBody, receiveBody } from './read-body.ts'
import { readDelivery } from './read-delivery.ts'
import { readWriteKey } from './write-key.ts'

/** Dependencies of the routes. */
export interface IngestRoutesOptions {
  ingest: Ingest
  gate: Gate
  limits: Limits
  onError: (error: unknown) => void
}

/** The body of most responses. */
const PLAIN_RECEIPT = JSON.stringify({ success: true } satisfies Receipt)

/** The routes that receive events. */
export interface IngestRoutes {
  app: Hono<{ Bindings: RequestInfo }>
  /** Handles a request with messages of a type, null for a batch; never rejects. */
  take(request: Request, type: MessageType | null, info?: RequestInfo): Promise<Response>
}

/**
 * Creates the routes of `POST /v1/batch` and the other ingest paths, as specified in
 * https://segment.com/docs/connections/sources/catalog/libraries/server/http-api/
 */
export function createIngestRoutes({ ingest, gate, limits, onError }: IngestRoutesOptions): IngestRoutes {
  const app = new Hono<{ Bindings: RequestInfo }>()
  for (const { path, type } of ingestPaths()) {
    app.post(path, (c) => take(c.req.raw, type, c.env))
    app.options(path, (c) => gate.preflight(c.req.raw))
    app.all(path, () => {
      const error = new RefusedError(405, 'method_not_allowed', 'Send events with POST.')
      const answer = errorResponse(error, onError)
      answer.headers.set('allow', 'POST, OPTIONS')
      return answer
    })
  }
  return { app, take }

  async function take(request: Request, type: MessageType | null, info?: RequestInfo): Promise<Response> {
    const ip = typeof info?.ip === 'string' ? info.ip : null
    try {
      const receipt = await receive(request, type, ip)
      const headers = { 'content-type': 'application/json', ...gate.sharing(request) }
      return new Response(writeReceipt(receipt), { headers })
    } catch (error) {
      return gate.withCors(errorResponse(error, onError), request)
    }
  }

  async function receive(request: Request, type: MessageType | null, ip: string | null): Promise<Receipt> {
    limits.admitAddress(ip)
    limits.admitRequest()
    const { headers, url } = request
    const body = await receiveBody(request, limits.bodies)
    const taken = limits.queue(body.weight, async () => {
      const delivery = nameByHeader(readDelivery(await openBody(body), type), headers.get('anonymousid'))
      const sender = await gate.authorize(request, delivery.writeKey)
      limits.admitEvents(readWriteKey(delivery.writeKey, headers, url), sender, delivery.messages.length)
      // Node's fetch sends `Sec-Fetch-Mode`, too; only browsers send these two headers.
      const fromPage = headers.has('origin') || headers.has('sec-fetch-site')
      return ingest(delivery, sender, { userAgent: headers.get('user-agent'), ip, fromPage })
    })
    // Also when the request is refused, which happens most often when memory is short.
    return await taken.finally(() => freeBytes(body.bytes))
  }
}

function writeReceipt(receipt: Receipt): string {
  return receipt.rejected === undefined ? PLAIN_RECEIPT : JSON.stringify(receipt)
}
