import type { JsonObject } from '@leadlight/protocol'
import { describe, expect, it } from 'vitest'
import type { Intake } from '../intake.ts'
import { sampleEvent } from '../storage/contract/samples.ts'
import { createIngest } from './create-ingest.ts'
import { readDelivery } from './read-delivery.ts'
import { events, fromPage, handedBack, received, refused, send } from './recording-ingest.test.setup.ts'

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
  ])('are refused and stored with the reason, while others are accepted: %s', async (_, bad, reason) => {
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

  it('are named when the store could not process them', async () => {
    handedBack.push({ messageId: 'b', reason: 'could not be processed' })
    const receipt = await send(['a', 'b', 'c'].map((messageId) => ({ ...sound, messageId })))
    expect(receipt).toEqual({
      success: true,
      rejected: [{ index: 1, messageId: 'b', reason: 'could not be processed' }],
    })
  })

  it('are not named when the store could only not process what a review added to a submission', async () => {
    const intake: Intake = {
      accept: async () => ({
        stored: 1,
        duplicates: 0,
        conflicts: 0,
        refused: [{ messageId: 'm/added', reason: 'x' }],
      }),
    }
    const review = async () => [sampleEvent('m/added')]
    const ingest = createIngest({ intake, now: () => received, submissionProcessor: { review } })
    const form = { type: 'track', event: 'Form Submitted', messageId: 'm', anonymousId: 'v' }
    const delivery = readDelivery(JSON.stringify({ batch: [form] }), null)
    const sender = { site: 'www', trusted: false, origins: undefined }
    expect(await ingest(delivery, sender, fromPage)).toEqual({ success: true })
  })

  it('are none in an empty batch', async () => {
    expect(await send([])).toEqual({ success: true })
  })
})
