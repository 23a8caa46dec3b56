/** A client, a user id of its own, and the request that it sends about that user. */
export type ClientRequest = [client: string, user: string, bytes: (user: string) => Buffer]

/** Basic authentication with the write key, as a header. */
export const basic = `Authorization: Basic ${Buffer.from('wk_test:').toString('base64')}`
/** The time of every event. */
export const when = '2026-11-20T06:00:00.000Z'

/** An HTTP request with a `Content-Length`. */
export function request(line: string, headers: string[], body: string | Buffer): Buffer {
  const bytes = Buffer.from(body as string)
  const head = [line, ...headers, `Content-Length: ${bytes.length}`, '', ''].join('\r\n')
  return Buffer.concat([Buffer.from(head), bytes])
}

/** An HTTP request in two chunks, without a `Content-Length`. */
export function chunked(line: string, headers: string[], body: Buffer): Buffer {
  const head = [line, ...headers, 'Transfer-Encoding: chunked', '', ''].join('\r\n')
  const half = Math.floor(body.length / 2)
  const pieces = [body.subarray(0, half), body.subarray(half)].flatMap((piece) => [
    Buffer.from(`${piece.length.toString(16)}\r\n`),
    piece,
    Buffer.from('\r\n'),
  ])
  return Buffer.concat([Buffer.from(head), ...pieces, Buffer.from('0\r\n\r\n')])
}
