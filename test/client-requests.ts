import { gzipSync } from 'node:zlib'
import { basic, type ClientRequest, request } from './raw-requests.ts'

/** What clients of other languages send, by their published sources: addresses, headers, encodings, times and empty fields. */

/** Requests of clients for servers. */
export const serverClients: ClientRequest[] = [
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
