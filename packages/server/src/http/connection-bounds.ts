import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { rawRefusal } from './raw-refusal.ts'

/** Bounds on the number of connections. */
export interface ConnectionBounds {
  most: number
  /** From one network, as `networkOf` names it. */
  mostPerNetwork: number
  /** The network of a sender, or null if it is not limited. */
  networkOf: (socket: Socket) => string | null
}

/** Factor by which the bound may be exceeded while connections are being closed; Node drops further ones. */
const SPARE = 1.1

/**
 * Bounds the connections of a server. A new one replaces idle ones, and the oldest one that has not sent a request.
 */
export function boundConnections(
  server: Server,
  { most, mostPerNetwork, networkOf }: ConnectionBounds,
): void {
  /** Connections that have not sent a request yet, oldest first. */
  const silent = new Set<Socket>()
  const perNetwork = new Map<string, number>()
  let count = 0

  const makeRoom = () => {
    server.closeIdleConnections()
    const [oldest] = silent
    oldest?.destroy()
    if (oldest !== undefined) silent.delete(oldest)
  }
  server.maxConnections = Math.ceil(most * SPARE)
  server.on('connection', (socket: Socket) => {
    const network = networkOf(socket)
    const sum = network === null ? 0 : (perNetwork.get(network) ?? 0) + 1
    count += 1
    if (network !== null) perNetwork.set(network, sum)
    socket.once('close', () => {
      count -= 1
      silent.delete(socket)
      if (network === null) return
      const left = (perNetwork.get(network) ?? 0) - 1
      if (left > 0) perNetwork.set(network, left)
      else perNetwork.delete(network)
    })
    if (sum > mostPerNetwork) {
      socket.write(rawRefusal(429))
      return socket.destroySoon()
    }
    if (count > most) makeRoom()
    silent.add(socket)
  })
  server.prependListener('request', ({ socket }) => silent.delete(socket))
}
