import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

/** A message as it arrived. */
export interface Arrival {
  type: string
  messageId: string
  anonymousId: string
  userId?: string
  timestamp: string
  event?: string
  properties?: Record<string, unknown>
  traits?: Record<string, unknown>
  context: Record<string, unknown>
  /** By the sender's clock, as its batch said. */
  sentAt: string
  /** By ours, in milliseconds since 1970. */
  receivedAt: number
}

/** A request as it arrived. */
export interface Upload {
  method: string
  bytes: number
  contentType: string | undefined
  /** In milliseconds since 1970. */
  at: number
}

/**
 * What to do with a request: store it or not, answer it or cut the connection: before it is stored, after it, in the middle of the
 * answer, or by ending an answer that is not whole.
 */
export type Fault =
  | 'none'
  | 'unavailable'
  | 'answer lost'
  | 'reset'
  | 'truncated'
  | 'half closed'
  | 'portal'
  | 'refuse'
  | 'too large'
  | 'no answer'

/** A collector that does what Segment's HTTP API promises and no more: stores messages, each `messageId` once. */
export interface SegmentStub {
  url: string
  /** By `messageId`; the first arrival counts. */
  messages: Map<string, Arrival>
  /** How often each message was stored or seen again. */
  copies: Map<string, number>
  uploads: Upload[]
  /** Asked for every batch. */
  fault: (batch: Arrival[]) => Fault
  /** Longest time that a request takes to get here, and its answer back; 0 unless set. */
  latencyMs: number
  /** Messages of that name, first arrivals only. */
  named(name: string): Arrival[]
  close(): Promise<void>
}

/** Starts a collector stub on a port of its own, so that the page's requests to it are cross-origin as in real life. */
export async function startSegmentStub(): Promise<SegmentStub> {
  const stub = {
    messages: new Map<string, Arrival>(),
    copies: new Map<string, number>(),
    uploads: [] as Upload[],
    fault: (_batch: Arrival[]): Fault => 'none',
    latencyMs: 0,
  }
  const travel = () => stub.latencyMs && wait(Math.random() * stub.latencyMs)
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<unknown> => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    await travel()
    stub.uploads.push({
      method: request.method ?? '',
      bytes: body.length,
      contentType: request.headers['content-type'],
      at: Date.now(),
    })
    response.setHeader('Access-Control-Allow-Origin', request.headers.origin ?? '*')
    response.setHeader('Access-Control-Expose-Headers', 'Retry-After')
    const batch = readBatch(body.toString())
    const fault = stub.fault(batch)
    if (fault === 'unavailable') return response.writeHead(503).end('{"success":false}')
    if (fault === 'portal') return response.writeHead(200).end('<h1>Please sign in to the Wi-Fi</h1>')
    if (fault === 'reset') return request.socket.resetAndDestroy()
    if (fault === 'no answer') return
    if (fault === 'refuse') return response.writeHead(401).end('{"success":false}')
    if (fault === 'too large') return response.writeHead(413).end('{"success":false}')
    for (const message of batch) {
      stub.copies.set(message.messageId, (stub.copies.get(message.messageId) ?? 0) + 1)
      if (!stub.messages.has(message.messageId)) stub.messages.set(message.messageId, message)
    }
    await travel()
    if (fault === 'answer lost') return response.destroy()
    if (fault === 'half closed') return response.writeHead(200).end('{"succ')
    if (fault === 'truncated') {
      response.writeHead(200, { 'content-length': 16 }).write('{"succ')
      return setTimeout(() => response.destroy(), 20)
    }
    return response.writeHead(200).end('{"success":true}')
  }
  const server = createServer((request, response) => {
    answer(request, response).catch(() => request.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return Object.assign(stub, {
    url: `http://127.0.0.1:${port}`,
    named: (name: string) =>
      [...stub.messages.values()].filter(({ type, event }) => (event ?? type) === name),
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  })
}

/** The messages with the batch's defaults put in; none for what is no batch, like a preflight. */
function readBatch(body: string): Arrival[] {
  if (!body) return []
  const { batch, anonymousId, context, sentAt } = JSON.parse(body) as {
    batch: Arrival[]
    anonymousId: string
    context: object
    sentAt: string
  }
  const receivedAt = Date.now()
  return batch.map((message) => ({
    ...message,
    sentAt,
    receivedAt,
    anonymousId: message.anonymousId ?? anonymousId,
    context: { ...context, ...message.context },
  }))
}
