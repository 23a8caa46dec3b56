import type { Json, JsonObject } from '@leadlight/protocol'
import { REDACTED } from '@leadlight/protocol/redact'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Intake } from '../intake.ts'
import type { RejectedMessage, StoredEvent } from '../stored-event.ts'
import { createIngest } from './create-ingest.ts'
import { readDelivery } from './read-delivery.ts'

const received = Date.parse('2026-11-21T10:00:00Z')
const chrome =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36'
const googlebot = 'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)'
const card = '4111 1111 1111 1111'

let events: StoredEvent[]
let refused: RejectedMessage[]
let handedBack: { messageId: string; reason: string }[]

beforeEach(() => {
  events = []
  refused = []
  handedBack = []
})

/** Writes down what is handed to it: what the collector makes of messages is what is tested here. */
const intake: Intake = {
  async accept(accepted, rejected) {
    events.push(...accepted)
    refused.push(...rejected)
    return { stored: accepted.length, duplicates: 0, conflicts: 0, refused: handedBack }
  },
}

const ingest = createIngest({ intake, now: () => received })
const publicSender = { site: 'www', trusted: false, origins: undefined }
const fromServer = { userAgent: 'node', ip: '203.0.113.77', fromPage: false }
const fromPage = { userAgent: chrome, ip: '203.0.113.77', fromPage: true }

async function send(messages: Json[], batch: JsonObject = {}, request = fromPage) {
  return ingest(readDelivery(textOf({ ...batch, batch: messages }), null), publicSender, request)
}

/** JSON in which Infinity is written as a number that is too large. */
function textOf(value: Json): string {
  return JSON.stringify(value, (_, item) => (item === Number.POSITIVE_INFINITY ? '1e400' : item)).replaceAll(
    '"1e400"',
    '1e400',
  )
}

/** The event that one message becomes. */
async function eventOf(
  message: JsonObject,
  batch: JsonObject = {},
  request = fromPage,
): Promise<StoredEvent> {
  const receipt = await send([{ messageId: 'm', anonymousId: 'v', ...message }], batch, request)
  expect(receipt).toEqual({ success: true })
  const [event] = events.splice(0)
  if (event === undefined) throw new Error('no event was stored')
  return event
}

describe('what an event holds', () => {
  it('keeps who, what, when and where', async () => {
    const event = await eventOf(
      {
        type: 'track',
        event: 'Demo Requested',
        userId: 'u',
        timestamp: '2026-11-21T09:59:58.000Z',
        properties: { plan: 'pro', seats: 3 },
        context: { locale: 'hi-IN' },
      },
      { sentAt: '2026-11-21T09:59:59.000Z', context: { timezone: 'Asia/Kolkata' } },
    )
    expect(event).toEqual({
      messageId: 'm',
      site: 'www',
      trusted: false,
      type: 'track',
      name: 'Demo Requested',
      anonymousId: 'v',
      userId: 'u',
      email: null,
      traits: null,
      at: received - 2000,
      receivedAt: received,
      properties: { plan: 'pro', seats: 3 },
      context: { timezone: 'Asia/Kolkata', locale: 'hi-IN', userAgent: chrome, ip: '203.0.113.0' },
      source: null,
      bot: false,
      fingerprint: expect.stringMatching(/^[\da-f]{16}$/),
    })
  })

  it('makes a messageId where none was sent', async () => {
    const one = await eventOf({ type: 'page', messageId: '' })
    const other = await eventOf({ type: 'page', messageId: null })
    expect(one.messageId).toMatch(/^[\da-f-]{36}$/)
    expect(other.messageId).not.toBe(one.messageId)
  })

  it('takes the defaults of the batch, key by key', async () => {
    const context = { page: { url: 'https://x.example/a', title: 'A' }, locale: 'de' }
    const event = await eventOf(
      { type: 'track', event: 'E', anonymousId: null, context: { page: { title: 'B' }, locale: null } },
      { anonymousId: 'of the batch', context },
    )
    expect(event.anonymousId).toBe('of the batch')
    expect(event.context).toMatchObject({ page: { url: 'https://x.example/a', title: 'B' }, locale: 'de' })
  })

  it('corrects a clock that is off, by the batch or by the message', async () => {
    const late = { timestamp: '2026-11-24T10:00:00Z' }
    const byBatch = await eventOf({ type: 'page', ...late }, { sentAt: '2026-11-24T10:00:05Z' })
    const byMessage = await eventOf({ type: 'page', ...late, sentAt: '2026-11-24T10:00:05Z' })
    expect([byBatch.at, byMessage.at]).toEqual([received - 5000, received - 5000])
  })

  it('gives repeated messages the same fingerprint, and others another', async () => {
    const message = {
      type: 'track',
      event: 'E',
      properties: { a: 1, b: 2 },
      timestamp: '2026-11-21T09:00:00Z',
    }
    const first = await eventOf(message, { context: { locale: 'de' } })
    const again = await eventOf({ ...message, properties: { b: 2, a: 1 } }, { context: { locale: 'en' } })
    const other = await eventOf({ ...message, properties: { a: 1, b: 3 } })
    expect(again.fingerprint).toBe(first.fingerprint)
    expect(other.fingerprint).not.toBe(first.fingerprint)
  })
})

describe('what real clients send', () => {
  it("takes RudderStack's empty ids, original timestamps and traits in the context", async () => {
    const event = await eventOf({
      type: 'identify',
      userId: '',
      channel: 'web',
      originalTimestamp: '2026-11-21T09:59:50.000Z',
      sentAt: '2026-11-21T10:00:00.000Z',
      integrations: { All: true },
      event: null,
      properties: null,
      context: {
        traits: { email: 'Ada@example.com' },
        campaign: {},
        page: { url: 'https://x.example/', referrer: '', initial_referrer: '$direct' },
        ip: '0.0.0.0',
        network: {},
        sessionId: 1_700_000_000_000,
      },
    })
    expect(event).toMatchObject({
      userId: null,
      at: received - 10_000,
      email: 'ada@example.com',
      traits: { email: 'ada@example.com' },
    })
    expect(event.context).not.toHaveProperty('traits')
    expect(event.context).toMatchObject({ sessionId: 1_700_000_000_000 })
  })

  it('takes numbers for user ids and times', async () => {
    const event = await eventOf({ type: 'page', userId: 42, timestamp: received - 1000 })
    expect(event).toMatchObject({ userId: '42', at: received - 1000 })
  })

  it('leaves out what is wrong in a context, and keeps the event', async () => {
    const event = await eventOf({ type: 'page', context: { locale: 5, page: { url: 7 }, timezone: 'UTC' } })
    expect(event.context).toMatchObject({ timezone: 'UTC' })
    expect(event.context).not.toHaveProperty('locale')
    expect(event.context).not.toHaveProperty('page')
  })

  it('finds the facts of a page view in the context where the properties have none', async () => {
    const page = {
      url: 'https://x.example/pricing?a=1',
      title: 'Prices',
      referrer: 'https://www.google.com/',
    }
    const event = await eventOf({ type: 'page', name: 'Pricing', context: { page } })
    expect(event).toMatchObject({
      name: 'page',
      properties: { ...page, path: '/pricing', name: 'Pricing' },
      source: { channel: 'organic search', source: 'google' },
    })
  })

  it('keeps what group and alias messages are about', async () => {
    const group = await eventOf({ type: 'group', groupId: 7, traits: { name: 'Acme' } })
    expect(group.properties).toEqual({ groupId: '7', traits: { name: 'Acme' } })
    const alias = await eventOf({ type: 'alias', userId: 'new', previousId: 'old' })
    expect(alias.properties).toEqual({ previousId: 'old' })
  })

  it('takes a user id that is an e-mail address for one', async () => {
    expect((await eventOf({ type: 'identify', userId: 'Ada@Example.com' })).email).toBe('ada@example.com')
    expect((await eventOf({ type: 'page', userId: 'ada@example.com' })).email).toBeNull()
  })
})

describe('forms', () => {
  const form = (properties: JsonObject) => ({ type: 'track', event: 'Form Submitted', properties })

  it('identifies by the e-mail address in a form', async () => {
    const fields = { your_email: 'Ada@Example.com', phone: '234123412346' }
    const event = await eventOf(form({ form_id: 'contact', fields, field_types: { phone: 'tel' } }))
    expect(event).toMatchObject({
      email: 'ada@example.com',
      traits: { email: 'ada@example.com', phone: '234123412346' },
      properties: { fields },
    })
  })

  it('keeps an attempted submission, and whom it names', async () => {
    const event = await eventOf(form({ outcome: 'attempted', fields: { email: 'ada@example.com' } }))
    expect(event).toMatchObject({ email: 'ada@example.com', properties: { outcome: 'attempted' } })
  })

  it('keeps no secret of a form, by its kind, its name or its look', async () => {
    const fields = { a: 'hunter2', password: 'hunter2', note: `card ${card}`, email: 'ada@example.com' }
    const event = await eventOf(form({ fields, field_types: { a: 'password' } }))
    expect(event.properties.fields).toEqual({
      a: REDACTED,
      password: REDACTED,
      note: `card ${REDACTED}`,
      email: 'ada@example.com',
    })
    expect(JSON.stringify(event)).not.toMatch(/hunter2|4111/)
  })
})

describe('privacy', () => {
  it('leaves no secret in properties, traits, addresses, names and contexts', async () => {
    const url = `https://x.example/?card=${encodeURIComponent(card)}`
    const messages = [
      { type: 'page', properties: { url, referrer: url, title: card }, context: { page: { url } } },
      { type: 'track', event: card, properties: { [card]: [card], nested: { deep: [{ card }] } } },
      {
        type: 'identify',
        traits: { email: 'a@b.co', note: card, password: 'x4111' },
        context: { traits: { card } },
      },
      { type: 'group', groupId: 'g', traits: { card } },
      { type: 'nonsense', properties: { card, password: 'x4111' } },
    ]
    await send(messages.map((message) => ({ anonymousId: 'v', ...message })))
    expect(events).toHaveLength(4)
    expect(refused).toHaveLength(1)
    expect(JSON.stringify([events, refused])).not.toMatch(/4111/)
  })

  it('keeps no full IP address', async () => {
    const event = await eventOf({ type: 'page', context: { ip: '198.51.100.23' } })
    expect(event.context.ip).toBe('198.51.100.0')
    expect(JSON.stringify(event)).not.toContain('113.77')
    const odd = await eventOf({ type: 'page', context: { ip: 'not an address' } })
    expect(odd.context).not.toHaveProperty('ip')
  })

  it('takes address and agent of a page for the visitor, of a server for nobody', async () => {
    const page = await eventOf({ type: 'page' }, {}, fromPage)
    expect(page.context).toEqual({ userAgent: chrome, ip: '203.0.113.0' })
    const server = await eventOf({ type: 'page' }, {}, fromServer)
    expect(server.context).toEqual({})
  })
})

describe('bots', () => {
  it('are told by the agent of the page, or by the one in the message', async () => {
    const header = { ...fromPage, userAgent: googlebot }
    expect((await eventOf({ type: 'page' }, {}, header)).bot).toBe(true)
    expect((await eventOf({ type: 'page', context: { userAgent: googlebot } }, {}, fromServer)).bot).toBe(
      true,
    )
    expect((await eventOf({ type: 'page', context: { userAgent: chrome } }, {}, header)).bot).toBe(false)
  })

  it("are not told by a server's own agent, unless our tracker sent it", async () => {
    const crawler = { ...fromServer, userAgent: googlebot }
    expect((await eventOf({ type: 'page' }, {}, crawler)).bot).toBe(false)
    const library = { name: '@leadlight/tracker', version: '0.1.0' }
    expect((await eventOf({ type: 'page' }, { context: { library } }, crawler)).bot).toBe(true)
  })
})

describe('bad messages', () => {
  const sound = { type: 'page', messageId: 'sound', anonymousId: 'v' }

  it.each([
    ['no object', 'text', 'not an object'],
    ['a list', [], 'not an object'],
    ['null', null, 'not an object'],
    ['no type', { anonymousId: 'v' }, 'type'],
    ['an unknown type', { type: 'nonsense', anonymousId: 'v' }, 'type'],
    ['nobody', { type: 'page' }, 'neither userId nor anonymousId'],
    ['an event without name', { type: 'track', anonymousId: 'v' }, 'event'],
    ['a date that is none', { type: 'page', anonymousId: 'v', timestamp: 'yesterday' }, 'not a date'],
    ['properties that are text', { type: 'page', anonymousId: 'v', properties: 'x' }, 'properties'],
    ['an id that is too long', { type: 'page', anonymousId: 'v'.repeat(256) }, 'anonymousId'],
    ['a message that is too large', { ...sound, properties: { text: 'x'.repeat(33_000) } }, 'too large'],
    ['a number that is none', { ...sound, properties: { n: Number.POSITIVE_INFINITY } }, 'too large'],
    [
      'a key that reaches the prototype',
      JSON.parse('{"type":"page","anonymousId":"v","properties":{"__proto__":{}}}'),
      '__proto__',
    ],
  ])('refuses %s, keeps it with the reason, and takes its neighbours', async (_, bad, reason) => {
    const receipt = await send([sound, bad, { ...sound, messageId: 'also sound' }])
    expect(receipt.rejected).toEqual(
      [{ index: 1, messageId: expect.anything(), reason: expect.stringContaining(reason) }].map((entry) => ({
        ...entry,
        messageId: (bad as JsonObject | null)?.messageId ?? null,
      })),
    )
    expect(events.map((event) => event.messageId)).toEqual(['sound', 'also sound'])
    expect(refused).toMatchObject([
      { site: 'www', receivedAt: received, reason: expect.stringContaining(reason) },
    ])
    const [kept] = refused
    expect(() => JSON.parse(kept?.message ?? '')).not.toThrow()
    expect(new TextEncoder().encode(kept?.message).length).toBeLessThanOrEqual(32 * 1024)
  })

  it('says which message the store could not take', async () => {
    handedBack = [{ messageId: 'b', reason: 'could not be processed' }]
    const receipt = await send(['a', 'b', 'c'].map((messageId) => ({ ...sound, messageId })))
    expect(receipt).toEqual({
      success: true,
      rejected: [{ index: 1, messageId: 'b', reason: 'could not be processed' }],
    })
  })

  it('takes an empty batch', async () => {
    expect(await send([])).toEqual({ success: true })
  })
})
