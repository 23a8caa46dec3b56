import type { IncomingMessage, Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { errorCode, Failure } from '../failure.ts'

/** Answers one request; `incoming` is Node's view of it. */
export type NodeHandler = (request: Request, incoming: IncomingMessage) => Promise<Response>

/** A server that listens. */
export interface Listener {
  host: string
  port: number
  /** Stops accepting, lets requests in flight finish for at most `drainMs`, then cuts off what is left. */
  drain(drainMs?: number): Promise<void>
}

/** Bounds on what a client may keep open, so that slow or idle sockets cannot use the server up. */
const limits = {
  maxHeaderSize: 16 * 1024,
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  // Longer than the minute for which proxies keep idle connections, so that they never write to a closed one.
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 2_000,
} as const

/** Listens on `host` and `port`, 0 for any free one. Throws a `Failure` that says how to choose another. */
export async function listen(handler: NodeHandler, host: string, port: number): Promise<Listener> {
  let draining = false
  const server = createAdaptorServer({
    serverOptions: limits,
    fetch: async (request, { incoming }) => {
      const response = await handler(request, incoming as IncomingMessage)
      if (!draining) return response
      const headers = new Headers(response.headers)
      headers.set('connection', 'close')
      return new Response(response.body, { status: response.status, headers })
    },
  }) as Server
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
