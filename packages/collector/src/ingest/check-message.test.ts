import {
  type Json,
  type JsonObject,
  MAX_ID_LENGTH,
  MAX_NAME_LENGTH,
  messageSchema,
} from '@leadlight/protocol'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkCommonMessage } from './check-common-message.ts'
import { checkBySchema, checkMessage } from './check-message.ts'
import { type NormalizedMessage, normalizeMessage } from './normalize-message.ts'
import { findUnsafeValue } from './read-json.ts'

const time = '2026-11-21T10:00:00.000Z'

/** What senders write; each part may be replaced by anything. */
const usual: { [key: string]: Json[] } = {
  type: ['track', 'page', 'screen', 'identify', 'group', 'alias'],
  messageId: ['m-1', '', null, 'x'.repeat(MAX_ID_LENGTH), 'x'.repeat(MAX_ID_LENGTH + 1)],
  anonymousId: ['visitor', '', null],
  userId: ['user', 42, '', null, 'x'.repeat(MAX_ID_LENGTH + 1)],
  timestamp: [
    time,
    1_795_428_000_000,
    '2026-11-21',
    'no time',
    'x'.repeat(24),
    '2026-11-21T10:00:00+05:30',
    null,
  ],
  event: ['Demo Requested', '', 'x'.repeat(MAX_NAME_LENGTH), 'x'.repeat(MAX_NAME_LENGTH + 1)],
  name: ['Pricing', null, '', 'x'.repeat(MAX_NAME_LENGTH + 1)],
  category: ['Docs', null],
  properties: [{ path: '/a', engaged_ms: 10, deep: [{ a: null }] }, {}, null, [], 'text'],
  traits: [{ email: 'ada@example.com' }, null, 7],
  groupId: ['g', 7, ''],
  previousId: ['v', ''],
  context: [
    { library: { name: '@leadlight/tracker', version: '0.1.0' }, locale: 'hi-IN', sessionId: 5 },
    { page: { url: 'https://x.example/', title: 7 }, campaign: { name: 'spring' }, ip: '203.0.113.7' },
    { userAgent: ['x'], timezone: null, library: 'segment', traits: { email: 'a@x.io' } },
    { page: [], campaign: { source: {} }, other: [{}] },
    null,
    'text',
  ],
}

const anything = fc.jsonValue({ maxDepth: 3 })
const message = fc
  .record(
    Object.fromEntries(
      Object.entries(usual).map(([key, values]) => {
        const usually = fc.constantFrom(...values)
        return [key, fc.oneof({ weight: 12, arbitrary: usually }, { weight: 1, arbitrary: anything })]
      }),
    ),
    { requiredKeys: ['type'] },
  )
  .map(asJson)
const sane = fc.record({ type: fc.constantFrom('track', 'page', 'identify'), event: fc.string() })
const tidy = fc
  .oneof(
    message,
    fc.tuple(message, sane).map(([one, other]) => ({ ...one, ...other, anonymousId: 'v' })),
  )
  .filter((sent) => findUnsafeValue(sent) === undefined)
  .map(tidied)

/** As parsed from text: that is all that ever comes in. */
function asJson(value: unknown): JsonObject {
  return JSON.parse(JSON.stringify(value))
}

function tidied(sent: JsonObject): NormalizedMessage {
  const none = { messages: [], size: 0, isSafe: true, type: null, writeKey: null, sentAt: null }
  return normalizeMessage(sent, { ...none, context: {}, anonymousId: null })
}

describe('the fast check', () => {
  it('accepts only what the schema accepts, with the same result', () => {
    let accepted = 0
    fc.assert(
      fc.property(tidy, (value) => {
        const fast = checkCommonMessage(value)
        if (fast === undefined) return
        accepted += 1
        expect(messageSchema.safeParse(value)).toEqual({ success: true, data: fast })
      }),
      { numRuns: 3_000 },
    )
    expect(accepted).toBeGreaterThan(100)
  })

  it('gives the same verdicts and reasons as the schema, which it falls back on', () => {
    fc.assert(
      fc.property(tidy, (value) => {
        expect(checkMessage(value)).toEqual(checkBySchema(value))
      }),
      { numRuns: 3_000 },
    )
  })

  it('a check that accepts too much is detected (negative control)', () => {
    const careless = (value: NormalizedMessage) =>
      checkCommonMessage({ ...value, anonymousId: value.anonymousId ?? 'somebody' })
    const holds = fc.check(
      fc.property(tidy, (value) => careless(value) === undefined || messageSchema.safeParse(value).success),
      { numRuns: 3_000 },
    )
    expect(holds.failed).toBe(true)
  })

  it.each([
    { type: 'page', properties: { url: 'https://x.example/', path: '/' } },
    { type: 'track', event: 'Page Engaged', properties: { engaged_ms: 5 }, userId: null },
    { type: 'identify', traits: { email: 'ada@example.com' }, context: { locale: 'de' } },
  ])('accepts what our tracker sends without the schema: $type', (sent) => {
    const value = tidied({ messageId: 'm', anonymousId: 'v', timestamp: time, ...asJson(sent) })
    expect(checkCommonMessage(value)).toBeDefined()
  })
})
