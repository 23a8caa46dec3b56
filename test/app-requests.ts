import { gzipSync } from 'node:zlib'
import { type ClientRequest, chunked, request, when } from './raw-requests.ts'

/** Requests of clients for mobile apps, by their published sources. */
export const appClients: ClientRequest[] = [
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
]
