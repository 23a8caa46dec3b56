import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener, RequestError } from '@hono/node-server'
import { limitedNetwork, type UnfinishedBodies } from '@leadlight/collector'
import { errorCode, Failure } from '../failure.ts'
import { type BodyMeter, createBodyMeter } from './body-meter.ts'
import { clientAddress } from './client-address.ts'
import { boundConnections } from './connection-bounds.ts'

/** Answers a request; `incoming` is Node's object for it. */
export type NodeHandler = (request: Request, incoming: IncomingMessage) => Promise<Response>

/** A server that listens. */
export interface Listener {
  host: string
  port: number
  /** Bodies that have not arrived completely. */
  unfinished: UnfinishedBodies
  /** Stops accepting connections, lets running requests finish for at most `drainMs`, then closes the rest. */
  drain(drainMs?: number): Promise<void>
}

/** Address and limits of a listener. */
export interface ListenOptions {
  host: string
  /** 0 means any free one. */
  port: number
  /** As in `clientAddress`. */
  trustProxy?: boolean
  /** Most bytes of incomplete bodies over all connections, by default 32 MiB. One address may have a quarter of them. */
  unfinishedBytes?: number
  /** Most connections, by default 10,000, or fewer if the process may not open so many files. One address may have a quarter. */
  connections?: number
  /** Called for each body that was cut off because there was no room. */
  onCut?: () => void
}

const UNFINISHED_BYTES = 32 * 1024 * 1024
const CONNECTIONS = 10_000
/** Share of a limit that one address may use. */
const SHARE = 1 / 4
/** Bodies of at least this many bytes are freed early; smaller ones mostly arrive in one piece. */
const FREED_BYTES = 32 * 1024
/** Files that a collector opens besides its connections. */
const OTHER_FILES = 100

/** Timeouts, in milliseconds, that keep slow and idle clients from using up the server. */
const limits = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  // Longer than the minute for which proxies keep idle connections, so that they never write to a closed one.
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 2_000,
} as const

/** A connection on which nothing is transferred for this long is closed: its client does not read the answer. */
const SILENCE_MS = 5 * 60_000

/** Starts to listen. Throws a `Failure` that says how to choose another port or host. */
export async function listen(handler: NodeHandler, options: ListenOptions): Promise<Listener> {
  const { host, port, trustProxy = false } = options
  let draining = false
  let cut = 0
  const meter = createMeter({
    ...options,
    onCut: () => {
      cut += 1
      options.onCut?.()
    },
  })
  const answer = getRequestListener(
    async (request, { incoming }) => {
      freeOnceCopied(request, incoming as IncomingMessage, meter)
      const response = await handler(request, incoming as IncomingMessage)
      return draining ? withoutKeepAlive(response) : response
    },
    // Load balancers check a server's health by HTTP/1.0 without a Host header.
    { hostname: 'localhost', errorHandler: refuseFaulty },
  )
  const server = createServer(limits, (incoming, outgoing) => {
    meter.watch(incoming, outgoing)
    return answer(incoming, outgoing)
  })
  server.setTimeout(SILENCE_MS)
  const most = Math.min(options.connections ?? CONNECTIONS, mostFiles() - OTHER_FILES)
  boundConnections(server, {
    most,
    mostPerNetwork: most * SHARE,
    // Connections of a trusted proxy are not limited.
    networkOf: ({ remoteAddress }) =>
      trustProxy || remoteAddress === undefined ? null : limitedNetwork(remoteAddress),
  })
  await bind(server, host, port)
  return {
    host,
    port: (server.address() as AddressInfo).port,
    unfinished: {
      get held() {
        return meter.held
      },
      get cut() {
        return cut
      },
    },
    drain: (drainMs = 10_000) => {
      draining = true
      return closeWithin(server, drainMs)
    },
  }
}

/** The response, after which the client closes the connection. */
function withoutKeepAlive(response: Response): Response {
  const headers = new Headers(response.headers)
  headers.set('connection', 'close')
  return new Response(response.body, { status: response.status, headers })
}

/** The response to a request that could not be passed on. */
function refuseFaulty(error: unknown): Response {
  const isSenders = error instanceof RequestError
  const [status, code, message] = isSenders
    ? [
        400,
        'invalid_address',
        `The request has no valid address: check its Host header and path (${error.message}).`,
      ]
    : [500, 'internal_error', 'An internal error occurred. Send the request again.']
  return Response.json({ success: false, error: { code, message } }, { status })
}

/** Frees the body after `arrayBuffer()` has copied it; the adapter would keep it until the request is answered. */
function freeOnceCopied(request: Request, incoming: IncomingMessage, meter: BodyMeter): void {
  if (!(Number(incoming.headers['content-length']) >= FREED_BYTES)) return
  const { arrayBuffer } = request
  const value = async () => {
    const copy = await arrayBuffer.call(request)
    meter.free(incoming)
    return copy
  }
  Object.defineProperty(request, 'arrayBuffer', { value })
}

function createMeter({ unfinishedBytes = UNFINISHED_BYTES, trustProxy = false, onCut }: ListenOptions) {
  return createBodyMeter({
    bytes: unfinishedBytes,
    bytesPerNetwork: unfinishedBytes * SHARE,
    networkOf: (incoming) => {
      const address = clientAddress(incoming, trustProxy)
      return address === undefined ? null : limitedNetwork(address)
    },
    ...(onCut && { onCut }),
  })
}

/** Number of files that this process may open; infinity where it is unknown, or too low to be divided. */
function mostFiles(): number {
  const { userLimits } = process.report.getReport() as { userLimits?: { open_files?: { soft?: unknown } } }
  const most = Number(userLimits?.open_files?.soft)
  return most > 2 * OTHER_FILES ? most : Number.POSITIVE_INFINITY
}

function bind(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(bindFailure(error, host, port)))
    server.listen(port, host, resolve)
  })
}

function bindFailure(error: Error, host: string, port: number): Error {
  const code = errorCode(error)
  const how = `Choose another one with --port or LEADLIGHT_PORT, for example --port ${port < 65_535 ? port + 1 : 8787}.`
  if (code === 'EADDRINUSE')
    return new Failure(`Port ${port} on ${host} is in use by another program.\n${how}`, 1, error)
  if (code === 'EACCES') return new Failure(`This user may not listen on port ${port}.\n${how}`, 1, error)
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new Failure(
      `This machine has no address ${host}.\nUse --host 127.0.0.1, or --host 0.0.0.0 for all its addresses.`,
      1,
      error,
    )
  return error
}

function closeWithin(server: Server, drainMs: number): Promise<void> {
  return new Promise((resolve) => {
    const sweep = setInterval(() => server.closeIdleConnections(), 50)
    const deadline = setTimeout(() => server.closeAllConnections(), drainMs)
    server.close(() => {
      clearInterval(sweep)
      clearTimeout(deadline)
      resolve()
    })
  })
}
