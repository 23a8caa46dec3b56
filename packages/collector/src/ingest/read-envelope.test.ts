import { type JsonObject, MAX_ID_LENGTH } from '@leadlight/protocol'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readEnvelope, readEnvelopeBySchema } from './read-envelope.ts'

const longest = 'x'.repeat(MAX_ID_LENGTH)
const text = fc.constantFrom('wk_1', '', longest, `${longest}x`, null, undefined, 7)
const time = fc.constantFrom(
  '2026-11-21T10:00:00.000Z',
  '2026-11-21 10:00:00',
  'x'.repeat(24),
  1_795_428_000_000,
  '',
  null,
  undefined,
)
const anything = fc.jsonValue({ maxDepth: 2 })
const body = fc
  .record({
    writeKey: fc.oneof({ weight: 9, arbitrary: text }, anything),
    sentAt: fc.oneof({ weight: 9, arbitrary: time }, anything),
    batch: fc.constant([{}]),
  })
  // As parsed from text: that is all that ever comes in.
  .map((value): JsonObject => JSON.parse(JSON.stringify(value)))

describe('the envelope of a batch', () => {
  it('is read like the schema reads it', () => {
    fc.assert(
      fc.property(body, (sent) => {
        expect(readEnvelope(sent)).toEqual(readEnvelopeBySchema(sent))
      }),
      { numRuns: 2_000 },
    )
  })

  it('is seen when it is read differently (negative control)', () => {
    const careless = (sent: JsonObject) => readEnvelope({ ...sent, writeKey: null })
    const holds = fc.check(
      fc.property(body, (sent) => {
        expect(careless(sent)).toEqual(readEnvelopeBySchema(sent))
      }),
    )
    expect(holds.failed).toBe(true)
  })
})
