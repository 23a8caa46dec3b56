import { gzipSync } from 'node:zlib'

/**
 * Requests byte by byte as clients of other languages put them on the wire, by their published sources: addresses, headers,
 * encodings, times and empty fields are theirs.
 */

/** Basic authentication with the write key, as a header. */
export const basic = `Authorization: Basic ${Buffer.from('wk_test:').toString('base64')}`
/** The time of every event. */
export const when = '2026-11-20T06:00:00.000Z'

/** An HTTP request with a `Content-Length`. */
export function request(line: string, headers: string[], body: string | Buffer): Buffer {
  const bytes = Buffer.from(body as string)
  const head = [`${line}`, ...headers, `Content-Length: ${bytes.length}`, '', ''].join('\r\n')
  return Buffer.concat([Buffer.from(head), bytes])
}

function chunked(line: string, headers: string[], body: Buffer): Buffer {
  const head = [line, ...headers, 'Transfer-Encoding: chunked', '', ''].join('\r\n')
  const half = Math.floor(body.length / 2)
  const pieces = [body.subarray(0, half), body.subarray(half)].flatMap((piece) => [
    Buffer.from(`${piece.length.toString(16)}\r\n`),
    piece,
    Buffer.from('\r\n'),
  ])
  return Buffer.concat([Buffer.from(head), ...pieces, Buffer.from('0\r\n\r\n')])
}

/** For each client, a user id of its own and the request that it sends. */
export const clients: [client: string, user: string, bytes: (user: string) => Buffer][] = [
  [
    'analytics-python, gzip',
    'python',
    (userId) => {
      const message = {
        integrations: {},
        anonymousId: null,
        timestamp: '2026-11-20T06:00:00.000000+00:00',
        context: { library: { name: 'analytics-python', version: '2.3.3' } },
        type: 'track',
        event: 'Sent',
        properties: {},
        messageId: 'python-1',
        userId,
      }
      const body = { batch: [message], sentAt: new Date().toISOString(), writeKey: 'wk_test' }
      const headers = [
        'Host: x',
        'User-Agent: analytics-python/2.3.3',
        'Accept-Encoding: gzip, deflate',
        'Accept: */*',
        'Connection: keep-alive',
        'Content-Type: application/json',
        'Content-Encoding: gzip',
        basic,
      ]
      return request('POST /v1/batch HTTP/1.1', headers, gzipSync(JSON.stringify(body)))
    },
  ],
  [
    'analytics-go v2: an offset without a colon, ids of the batch itself',
    'go2',
    (userId) => {
      const message = {
        userId,
        event: 'Sent',
        type: 'track',
        messageId: 'go2-1',
        timestamp: '2026-11-20T11:30:00+0530',
      }
      const context = { library: { name: 'analytics-go', version: '2.1.0' } }
      const body = { context, batch: [message], messageId: 'go2-batch', sentAt: offsetNow() }
      const headers = [
        'Host: x',
        'User-Agent: analytics-go (version: 2.1.0)',
        basic,
        'Content-Type: application/json',
        'Accept-Encoding: gzip',
      ]
      return request('POST /v1/batch HTTP/1.1', headers, JSON.stringify(body))
    },
  ],
  [
    'analytics-go v3: nanoseconds, and Go’s zero for no time',
    'go3',
    (userId) => {
      const message = {
        type: 'track',
        messageId: 'go3-1',
        userId,
        event: 'Sent',
        timestamp: '2026-11-20T06:00:00.000000001Z',
      }
      const never = { ...message, messageId: 'go3-2', event: 'Undated', timestamp: '0001-01-01T00:00:00Z' }
      const body = {
        messageId: 'x',
        sentAt: new Date().toISOString(),
        batch: [message, never],
        context: null,
      }
      return request('POST /v1/batch HTTP/1.1', ['Host: x', basic], JSON.stringify(body))
    },
  ],
  [
    'analytics-ruby: nulls for what is not given',
    'ruby',
    (userId) => {
      const message = {
        anonymousId: null,
        context: { library: { name: 'analytics-ruby', version: '2.5.0' } },
        integrations: null,
        messageId: 'ruby-1',
        timestamp: '2026-11-20T06:00:00.000Z',
        userId,
        options: null,
        type: 'track',
        event: 'Sent',
        properties: {},
      }
      const headers = [
        'Content-Type: application/json',
        'Accept: application/json',
        'User-Agent: analytics-ruby/2.5.0',
        basic,
        'Host: x',
      ]
      const body = { sentAt: new Date().toISOString(), batch: [message] }
      return request('POST /v1/batch HTTP/1.1', headers, JSON.stringify(body))
    },
  ],
  [
    'analytics-java: /v1/import/ with a slash',
    'java',
    (userId) => {
      const message = {
        type: 'track',
        messageId: 'java-1',
        sentAt: null,
        timestamp: '2026-11-20T06:00:00.000Z',
        context: {},
        anonymousId: null,
        userId,
        integrations: {},
        event: 'Sent',
        properties: {},
      }
      const context = { library: { name: 'analytics-java', version: '3.5.2' } }
      const body = {
        batch: [message],
        sentAt: new Date().toISOString(),
        context,
        sequence: 1,
        writeKey: 'wk_test',
      }
      const headers = [
        'Content-Type: application/json; charset=UTF-8',
        basic,
        'User-Agent: analytics-java/3.5.2',
        'Host: x',
        'Connection: Keep-Alive',
        'Accept-Encoding: gzip',
      ]
      return request('POST /v1/import/ HTTP/1.1', headers, JSON.stringify(body))
    },
  ],
  [
    'analytics-php by socket: a list for an empty object, microseconds with an offset',
    'php',
    (userId) => {
      const message = {
        userId,
        event: 'Sent',
        properties: [],
        context: { library: { name: 'analytics-php', version: '3.8.1', consumer: 'Socket' } },
        timestamp: '2026-11-20T11:30:00.000000+05:30',
        messageId: 'php-1',
        type: 'track',
      }
      const body = JSON.stringify({ batch: [message], sentAt: new Date().toISOString() })
      const head = [
        'POST /v1/batch HTTP/1.1',
        'Host: x',
        'Content-Type: application/json',
        basic,
        'Accept: application/json',
        'User-Agent: analytics-php/3.8.1',
        `Content-length: ${body.length}`,
      ]
      return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`)
    },
  ],
  [
    'analytics-kotlin, -csharp and -react-native: chunked gzip to /v1/b, called plain text',
    'kotlin',
    (userId) => {
      const message = {
        type: 'track',
        messageId: 'kotlin-1',
        anonymousId: 'device',
        userId,
        event: 'Sent',
        properties: {},
        context: { traits: {}, instanceId: 'i', app: { name: 'App' }, os: { name: 'Android' } },
        integrations: {},
        timestamp: '2026-11-20T06:00:00.000Z',
        _metadata: { bundled: [], unbundled: [], bundledIds: [] },
      }
      const body = { batch: [message], sentAt: new Date().toISOString(), writeKey: 'wk_test' }
      const headers = [
        'Content-Type: text/plain',
        'User-Agent: analytics-kotlin/1.19.2',
        'Content-Encoding: gzip',
        'Host: x',
        'Connection: Keep-Alive',
        'Accept-Encoding: gzip',
      ]
      return chunked('POST /v1/b HTTP/1.1', headers, gzipSync(JSON.stringify(body)))
    },
  ],
  [
    'analytics-swift: a file that another process wrote, with a line break at its end',
    'swift',
    (userId) => {
      const event = {
        type: 'track',
        event: 'Sent',
        userId,
        anonymousId: 'phone',
        messageId: 'swift-1',
        timestamp: when,
        integrations: null,
        properties: null,
        context: { device: { id: null } },
      }
      const body = `{ "batch": [\n${JSON.stringify(event)}\n],"sentAt":"${new Date().toISOString()}","writeKey":"wk_test"}\n`
      const headers = [
        'Host: x',
        'Content-Type: application/json; charset=utf-8',
        'User-Agent: analytics-ios/1.9.1',
        'Accept-Encoding: gzip',
        'Accept: */*',
        'Accept-Language: hi-IN',
      ]
      return request('POST /v1/b HTTP/1.1', headers, body)
    },
  ],
  [
    'Analytics.NET: seven digits of a second, and it waits to be told to go on',
    'dotnet',
    (userId) => {
      const message = {
        type: 'track',
        messageId: 'dotnet-1',
        timestamp: '2026-11-20T06:00:00.0000000Z',
        userId,
        event: 'Sent',
        context: {},
        integrations: {},
        properties: null,
        anonymousId: null,
      }
      const body = { batch: [message], MessageId: 'batch', sentAt: '2026-11-20T06:00:00.0000000+00:00' }
      const headers = [
        basic,
        'Content-Type: application/json',
        'Host: x',
        'Expect: 100-continue',
        'Connection: Keep-Alive',
      ]
      return request('POST /v1/import HTTP/1.1', headers, JSON.stringify(body))
    },
  ],
  [
    'a client in Rust or Elixir by HTTP/1.0',
    'old',
    (userId) => {
      const message = {
        type: 'Track',
        messageId: 'old-1',
        userId,
        event: 'Sent',
        originalTimestamp: '2026-11-20T06:00:00.123456789+00:00',
        channel: 'server',
      }
      const headers = ['Host: x', basic, 'Content-Type: application/json']
      return request('POST /v1/batch HTTP/1.0', headers, JSON.stringify({ batch: [message] }))
    },
  ],
]

/** The current time in India, in the format of strftime. */
function offsetNow(): string {
  const there = new Date(Date.now() + 5.5 * 3_600_000)
  return there.toISOString().replace(/\.\d+Z$/, '+0530')
}
