import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { rawRefusal } from './raw-refusal.ts'

/** How many connections there may be. */
export interface ConnectionBounds {
  most: number
  /** From one network, as `networkOf` names it. */
  mostPerNetwork: number
  /** By what a sender is limited; null for one that is not. */
  networkOf: (socket: Socket) => string | null
}

/** So many more are let in while those that have to go are still being closed; Node drops the others. */
const SPARE = 1.1

/**
 * Bounds the connections of a server. A new one takes the place of those that are idle, and of the one that has been there
 * for the longest without having asked anything.
 */
export function boundConnections(
  server: Server,
  { most, mostPerNetwork, networkOf }: ConnectionBounds,
): void {
  /** Connections that have not asked anything yet, the oldest first. */
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
