import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_ID_LENGTH } from './limits.ts'
import { messageSchema } from './message.ts'

const page = { type: 'page', messageId: 'm1', anonymousId: 'a1', timestamp: '2026-11-21T10:00:05.120Z' }

describe('messageSchema', () => {
  it.each([
    page,
    { type: 'track', event: 'Demo Requested', userId: 'u1', properties: { plan: 'pro', seats: [1, 2] } },
    { type: 'identify', userId: 'u1', traits: { email: 'ada@example.com', address: { city: 'Pune' } } },
    { type: 'screen', name: 'Start', userId: 'u1' },
    { type: 'group', groupId: 7, userId: 'u1', traits: null },
    { type: 'alias', previousId: 'a1', userId: 'u1' },
  ])('accepts $type', (message) => expect(messageSchema.safeParse(message).success).toBe(true))

  it('accepts null for an optional key, as many clients send it', () => {
    const message = { ...page, userId: null, context: null, properties: null }
    expect(messageSchema.safeParse(message).success).toBe(true)
  })

  it('converts a numeric userId to text', () => {
    expect(messageSchema.parse({ type: 'identify', userId: 42 }).userId).toBe('42')
  })

  it('drops unknown keys, except in properties and context', () => {
    const message = {
      ...page,
      integrations: { All: true },
      properties: { x: { y: 1 } },
      context: { app: { v: 2 } },
    }
    const { anonymousId, messageId, type, timestamp } = page
    expect(messageSchema.parse(message)).toEqual({
      type,
      messageId,
      anonymousId,
      timestamp,
      properties: { x: { y: 1 } },
      context: { app: { v: 2 } },
    })
  })

  it.each([
    [{ ...page, type: 'pagee' }, 'type'],
    [{ ...page, timestamp: 'yesterday' }, 'timestamp'],
    [{ ...page, messageId: 'x'.repeat(MAX_ID_LENGTH + 1) }, 'messageId'],
    [{ type: 'track', anonymousId: 'a1' }, 'event'],
    [{ type: 'group', anonymousId: 'a1' }, 'groupId'],
    [{ ...page, properties: [] }, 'properties'],
  ])('refuses %o and names %s', (message, key) => {
    const result = messageSchema.safeParse(message)
    expect(result.error?.issues[0]?.path).toEqual([key])
  })

  it('refuses a message without userId and anonymousId', () => {
    const result = messageSchema.safeParse({ type: 'page', messageId: 'm1' })
    expect(result.error?.issues[0]?.message).toContain('neither userId nor anonymousId')
  })

  it('never throws, whatever the JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => typeof messageSchema.safeParse(json).success === 'boolean'),
    )
  })
})
