import { basic, type Dialect, email, json } from './client-dialects.test.requests.ts'

/** Requests of clients for mobile apps and browsers. */
export const appDialects: Dialect[] = [
  [
    'analytics-swift and -kotlin, by /v1/b',
    '/v1/b',
    JSON.stringify({
      writeKey: 'wk',
      sentAt: '2026-11-21T12:00:30.000Z',
      batch: [
        {
          type: 'identify',
          anonymousId: 'phone',
          userId: '42',
          traits: { email },
          messageId: 'a',
          timestamp: '2026-11-21T12:00:00.000Z',
          integrations: {},
          _metadata: { bundled: [], unbundled: [], bundledIds: [] },
          context: {
            device: { id: 'phone', type: 'ios' },
            ip: '203.0.113.7',
            traits: {},
            timezone: 'Asia/Kolkata',
          },
        },
        {
          type: 'track',
          anonymousId: 'phone',
          userId: '42',
          event: 'Signed Up',
          messageId: 'b',
          timestamp: '2026-11-21T12:00:10.000Z',
        },
      ],
    }),
    { ...basic, 'content-type': 'application/json; charset=utf-8' },
  ],
  [
    'RudderStack’s mobile clients, traits in the context',
    '/v1/batch',
    JSON.stringify({
      sentAt: '2026-11-21T12:00:30.000Z',
      batch: [
        {
          type: 'identify',
          event: 'identify',
          channel: 'mobile',
          anonymousId: 'phone',
          userId: '42',
          context: { traits: { anonymousId: 'phone', email }, app: { name: 'Dairy' } },
          originalTimestamp: '2026-11-21T12:00:00.000Z',
          messageId: 'a',
        },
        {
          type: 'track',
          event: 'Signed Up',
          channel: 'mobile',
          anonymousId: 'phone',
          userId: '42',
          originalTimestamp: '2026-11-21T12:00:10.000Z',
          messageId: 'b',
        },
      ],
    }),
    { ...basic, ...json, anonymousid: btoa('phone') },
  ],
  [
    'RudderStack’s browser client by beacon',
    '/beacon/v1/batch?writeKey=wk',
    JSON.stringify({
      sentAt: '2026-11-21T12:00:30.000Z',
      batch: [
        {
          type: 'identify',
          userId: '42',
          anonymousId: 'v',
          context: { traits: { email } },
          originalTimestamp: '2026-11-21T12:00:00.000Z',
          messageId: 'a',
        },
        {
          type: 'track',
          event: 'Signed Up',
          properties: {},
          userId: '42',
          anonymousId: 'v',
          originalTimestamp: '2026-11-21T12:00:10.000Z',
          messageId: 'b',
        },
      ],
    }),
    { 'content-type': 'text/plain' },
  ],
]
