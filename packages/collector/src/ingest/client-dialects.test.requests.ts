import { gzipSync } from 'node:zlib'

/** Basic authentication with the write key. */
export const basic = { authorization: `Basic ${btoa('wk:')}` }
/** The content type of JSON. */
export const json = { 'content-type': 'application/json' }
/** The e-mail address in every request. */
export const email = 'meera@dairy.example'

/** A client, and its request: an identify and a track of the user 42, at 12:00:00 and 12:00:10 UTC. */
export type Dialect = [
  client: string,
  path: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string>,
]

/** Requests of clients for servers. */
export const serverDialects: Dialect[] = [
  [
    'analytics-python',
    '/v1/batch',
    JSON.stringify({
      batch: [
        {
          integrations: {},
          anonymousId: null,
          timestamp: '2026-11-21T12:00:00.000000+00:00',
          context: { library: { name: 'analytics-python', version: '2.3.3' } },
          userId: '42',
          type: 'identify',
          traits: { email },
          messageId: 'a',
        },
        {
          integrations: {},
          anonymousId: null,
          properties: {},
          timestamp: '2026-11-21T12:00:10.000001+00:00',
          context: { library: { name: 'analytics-python', version: '2.3.3' } },
          userId: '42',
          type: 'track',
          event: 'Signed Up',
          messageId: 'b',
        },
      ],
      sentAt: '2026-11-21T12:00:29.999999+00:00',
      writeKey: 'wk',
    }),
    { ...json, 'user-agent': 'analytics-python/2.3.3' },
  ],
  [
    'analytics-ruby',
    '/v1/batch',
    JSON.stringify({
      sentAt: '2026-11-21T17:30:30.000+05:30',
      batch: [
        {
          context: { library: { name: 'analytics-ruby', version: '2.5.0' } },
          messageId: 'a',
          timestamp: '2026-11-21T17:30:00.000+05:30',
          userId: 42,
          type: 'identify',
          traits: { email },
        },
        {
          context: { library: { name: 'analytics-ruby', version: '2.5.0' } },
          messageId: 'b',
          timestamp: '2026-11-21T17:30:10.000+05:30',
          userId: 42,
          type: 'track',
          event: 'Signed Up',
          properties: {},
        },
      ],
    }),
    { ...basic, ...json, accept: 'application/json' },
  ],
  [
    'analytics-go, gzipped as RudderStack’s does',
    '/v1/batch',
    new Uint8Array(
      gzipSync(
        JSON.stringify({
          messageId: 'batch',
          sentAt: '2026-11-21T12:00:30.123456789Z',
          batch: [
            {
              type: 'identify',
              messageId: 'a',
              userId: '42',
              timestamp: '2026-11-21T12:00:00Z',
              traits: { email },
            },
            {
              type: 'track',
              messageId: 'b',
              userId: '42',
              event: 'Signed Up',
              originalTimestamp: '2026-11-21T12:00:10.000000001Z',
            },
          ],
          context: { library: { name: 'analytics-go', version: '3.0.0' } },
        }),
      ),
    ),
    { ...basic, ...json, 'content-encoding': 'gzip' },
  ],
  [
    'analytics-php, which writes empty objects as lists',
    '/v1/batch',
    JSON.stringify({
      batch: [
        {
          userId: '42',
          type: 'identify',
          traits: { email },
          context: [],
          messageId: 'a',
          timestamp: '2026-11-21T12:00:00+00:00',
        },
        {
          userId: '42',
          type: 'track',
          event: 'Signed Up',
          properties: [],
          traits: [],
          context: { library: { name: 'analytics-php', consumer: 'LibCurl' } },
          messageId: 'b',
          timestamp: '2026-11-21T12:00:10+00:00',
        },
      ],
      sentAt: '2026-11-21T12:00:30+00:00',
    }),
    { ...basic, 'content-type': 'application/json; charset=utf-8' },
  ],
  [
    'analytics-java and .NET, by /v1/import',
    '/v1/import',
    JSON.stringify({
      batch: [
        {
          type: 'identify',
          messageId: 'a',
          timestamp: '2026-11-21T12:00:00.0000000Z',
          userId: '42',
          anonymousId: '',
          traits: { email },
          integrations: null,
        },
        {
          type: 'track',
          messageId: 'b',
          timestamp: '2026-11-21T12:00:10.0000000+00:00',
          userId: '42',
          event: 'Signed Up',
          properties: null,
          context: null,
        },
      ],
      sentAt: '2026-11-21T12:00:30.000Z',
      context: { library: { name: 'analytics-java', version: '3.5.1' } },
      sequence: 1,
      writeKey: 'wk',
    }),
    { ...basic, ...json },
  ],
]
