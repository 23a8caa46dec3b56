import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { limitedNetwork } from '@leadlight/collector'
import { errorCode, Failure } from '../failure.ts'
import { type BodyMeter, createBodyMeter } from './body-meter.ts'
import { clientAddress } from './client-address.ts'
import { boundConnections } from './connection-bounds.ts'

/** Answers one request; `incoming` is Node's view of it. */
export type NodeHandler = (request: Request, incoming: IncomingMessage) => Promise<Response>

/** A server that listens. */
export interface Listener {
  host: string
  port: number
  /** Stops accepting, lets requests in flight finish for at most `drainMs`, then cuts off what is left. */
  drain(drainMs?: number): Promise<void>
}

/** Where to listen, and how much may be open at a time. */
export interface ListenOptions {
  host: string
  /** 0 for any free one. */
  port: number
  /** As in `clientAddress`. */
  trustProxy?: boolean
  /** Bytes of bodies that have not come in whole, over all connections; 32 MiB unless given. One address may hold a quarter. */
  unfinishedBytes?: number
  /** Connections; 10,000 unless given, and fewer where the process may not open so many files. One address may have a quarter. */
  connections?: number
  /** Told of each body that was cut off because there was no room. */
  onCut?: () => void
}

const UNFINISHED_BYTES = 32 * 1024 * 1024
const CONNECTIONS = 10_000
/** What one address may have of all there is. */
const SHARE = 1 / 4
/** Bytes of a body. Smaller ones come in one piece, mostly. */
const WORTH_FREEING = 32 * 1024
/** Files that a collector opens besides its connections. */
const OTHER_FILES = 100

/** How long a client may take, so that slow or idle sockets cannot use the server up. */
const limits = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  // Longer than the minute for which proxies keep idle connections, so that they never write to a closed one.
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 2_000,
} as const

/** For so long a connection may be silent while it is served: a client that does not read its answer is hung up on. */
const SILENCE_MS = 5 * 60_000

/** Listens. Throws a `Failure` that says how to choose another port. */
export async function listen(handler: NodeHandler, options: ListenOptions): Promise<Listener> {
  const { host, port, trustProxy = false } = options
  let draining = false
  const answer = getRequestListener(async (request, { incoming }) => {
    freeOnceCopied(request, incoming as IncomingMessage, meter)
    const response = await handler(request, incoming as IncomingMessage)
    if (!draining) return response
    const headers = new Headers(response.headers)
    headers.set('connection', 'close')
    return new Response(response.body, { status: response.status, headers })
  })
  const meter = createMeter(options)
  const server = createServer(limits, (incoming, outgoing) => {
    meter.watch(incoming, outgoing)
    return answer(incoming, outgoing)
  })
  server.setTimeout(SILENCE_MS)
  const most = Math.min(options.connections ?? CONNECTIONS, mostFiles() - OTHER_FILES)
  boundConnections(server, {
    most,
    mostPerNetwork: most * SHARE,
    // What a trusted proxy opens is not for us to count.
    networkOf: ({ remoteAddress }) =>
      trustProxy || remoteAddress === undefined ? null : limitedNetwork(remoteAddress),
  })
  await bind(server, host, port)
  return {
    host,
    port: (server.address() as AddressInfo).port,
    drain: (drainMs = 10_000) => {
      draining = true
      return closeWithin(server, drainMs)
    },
  }
}

/** `arrayBuffer()` copies the body, and the adapter would keep what it copied from until the request was answered. */
function freeOnceCopied(request: Request, incoming: IncomingMessage, meter: BodyMeter): void {
  if (!(Number(incoming.headers['content-length']) >= WORTH_FREEING)) return
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

/** How many files this process may open. */
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
