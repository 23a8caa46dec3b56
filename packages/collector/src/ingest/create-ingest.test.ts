import { describe, expect, it } from 'vitest'
import { chrome, eventOf, received } from './recording-ingest.test.setup.ts'

describe('what an event contains', () => {
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

  it('makes a messageId when none was sent', async () => {
    const one = await eventOf({ type: 'page', messageId: '' })
    const other = await eventOf({ type: 'page', messageId: null })
    expect(one.messageId).toMatch(/^[\da-f-]{36}$/)
    expect(other.messageId).not.toBe(one.messageId)
  })

  it('uses the defaults of the batch, key by key', async () => {
    const context = { page: { url: 'https://x.example/a', title: 'A' }, locale: 'de' }
    const event = await eventOf(
      { type: 'track', event: 'E', anonymousId: null, context: { page: { title: 'B' }, locale: null } },
      { anonymousId: 'of the batch', context },
    )
    expect(event.anonymousId).toBe('of the batch')
    expect(event.context).toMatchObject({ page: { url: 'https://x.example/a', title: 'B' }, locale: 'de' })
  })

  it('leaves out what is invalid in the context of a batch, and keeps the rest', async () => {
    const context = { locale: 7, page: 'none', timezone: 'Asia/Kolkata' }
    const event = await eventOf({ type: 'page' }, { context })
    expect(event.context).toEqual({ timezone: 'Asia/Kolkata', userAgent: chrome, ip: '203.0.113.0' })
  })

  it('corrects a clock that is off, by the batch or by the message', async () => {
    const late = { timestamp: '2026-11-24T10:00:00Z' }
    const byBatch = await eventOf({ type: 'page', ...late }, { sentAt: '2026-11-24T10:00:05Z' })
    const byMessage = await eventOf({ type: 'page', ...late, sentAt: '2026-11-24T10:00:05Z' })
    expect([byBatch.at, byMessage.at]).toEqual([received - 5000, received - 5000])
  })

  it('gives repeated messages the same fingerprint, and other messages another one', async () => {
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
  it("accepts RudderStack's empty ids, original timestamps and traits in the context", async () => {
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

  it('accepts numbers as user ids and times', async () => {
    const event = await eventOf({ type: 'page', userId: 42, timestamp: received - 1000 })
    expect(event).toMatchObject({ userId: '42', at: received - 1000 })
  })

  it('leaves out invalid parts of a context, and stores the event', async () => {
    const event = await eventOf({ type: 'page', context: { locale: 5, page: { url: 7 }, timezone: 'UTC' } })
    expect(event.context).toMatchObject({ timezone: 'UTC' })
    expect(event.context).not.toHaveProperty('locale')
    expect(event.context).not.toHaveProperty('page')
  })

  it('reads a page view from the context when the properties have nothing', async () => {
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

  it('stores what group and alias messages are about', async () => {
    const group = await eventOf({ type: 'group', groupId: 7, traits: { name: 'Acme' } })
    expect(group.properties).toEqual({ groupId: '7', traits: { name: 'Acme' } })
    const alias = await eventOf({ type: 'alias', userId: 'new', previousId: 'old' })
    expect(alias.properties).toEqual({ previousId: 'old' })
  })

  it('reads a user id that is an e-mail address as an e-mail address', async () => {
    expect((await eventOf({ type: 'identify', userId: 'Ada@Example.com' })).email).toBe('ada@example.com')
    expect((await eventOf({ type: 'page', userId: 'ada@example.com' })).email).toBeNull()
  })
})
