import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Arrival, Library } from './library.ts'

/** A request as it arrived. */
export interface Upload {
  method: string
  /** With its query. */
  path: string
  body: Buffer
}

/** What to do with a request: read and answer it, answer 503, or read it and cut the connection. */
export type Fault = 'none' | 'unavailable' | 'answer lost'

/** A collector that speaks enough of every library's protocol for that library to be content. */
export interface StubCollector {
  url: string
  uploads: Upload[]
  /** In the order of arrival, copies included. */
  arrivals: Arrival[]
  /** Why an upload could not be read, if so: configuration, or a fault of the adapter. */
  unread: string[]
  fault: Fault
  /** Refuses connections until `listen`. */
  refuse(): Promise<void>
  /** Answers again, at the same address. */
  listen(): Promise<void>
  close(): Promise<void>
}

/** Status 1 pleases PostHog and Mixpanel, success ours; the others look at the HTTP status only. */
const answer = JSON.stringify({ success: true, status: 1, error: null })

/** Starts a collector on a port of its own, so that requests to it are cross-origin as in real life. */
export async function startStubCollector(library: Library): Promise<StubCollector> {
  let port = 0
  let server = createServer()
  const stub: StubCollector = {
    url: '',
    uploads: [],
    arrivals: [],
    unread: [],
    fault: 'none',
    async refuse() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
    async listen() {
      server = createServer((request, response) => {
        respond(request, response).catch(() => request.destroy())
      })
      server.listen(port, '127.0.0.1')
      await once(server, 'listening')
      port = (server.address() as AddressInfo).port
      stub.url = `http://127.0.0.1:${port}`
    },
    async close() {
      if (server.listening) await stub.refuse()
    },
  }

  const respond = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    const upload = {
      method: request.method ?? '',
      path: request.url ?? '',
      body: Buffer.concat(chunks),
    }
    stub.uploads.push(upload)
    response.setHeader('Access-Control-Allow-Origin', request.headers.origin ?? '*')
    response.setHeader('Access-Control-Allow-Credentials', 'true')
    if (upload.method === 'OPTIONS') return allow(request, response)
    if (stub.fault === 'unavailable') return response.writeHead(503).end()
    read(upload)
    if (stub.fault === 'answer lost') return response.destroy()
    return response.writeHead(200, { 'content-type': 'application/json' }).end(answer)
  }
  const read = (upload: Upload) => {
    try {
      stub.arrivals.push(...library.read(upload))
    } catch (error) {
      stub.unread.push(`${upload.method} ${upload.path}: ${error}`)
    }
  }

  await stub.listen()
  return stub
}

/** Grants a preflight, for as long as Chromium remembers one at most. */
function allow(request: IncomingMessage, response: ServerResponse) {
  response.setHeader('Access-Control-Allow-Methods', 'GET, POST')
  response.setHeader('Access-Control-Allow-Headers', request.headers['access-control-request-headers'] ?? '*')
  response.setHeader('Access-Control-Max-Age', '7200')
  return response.writeHead(204).end()
}
