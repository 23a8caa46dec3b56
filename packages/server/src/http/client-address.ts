import type { IncomingMessage } from 'node:http'

/**
 * IP address of the visitor; undefined when the socket is gone already.
 * `X-Forwarded-For` is believed only when a proxy of ours wrote it, and of its entries only the last one, which is
 * what that proxy saw: a visitor can write the others.
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
