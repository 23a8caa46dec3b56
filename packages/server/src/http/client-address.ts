import type { IncomingMessage } from 'node:http'

/**
 * The visitor's IP address; undefined when the socket is closed. `X-Forwarded-For` is used only behind a trusted proxy, and only
 * its last entry, which that proxy added: the others may be forged by the visitor.
 */
export function clientAddress(incoming: IncomingMessage, trustProxy: boolean): string | undefined {
  const forwarded = trustProxy ? incoming.headers['x-forwarded-for'] : undefined
  const nearest = String(forwarded ?? '')
    .split(',')
    .at(-1)
    ?.trim()
  const address = nearest || incoming.socket.remoteAddress
  return address?.replace(/^::ffff:(?=\d+\.)/, '')
}
