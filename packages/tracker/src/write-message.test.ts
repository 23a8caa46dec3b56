import { MAX_MESSAGE_BYTES } from '@leadlight/protocol/limits'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { writeMessage } from './write-message.ts'

const frame = {
  type: 'track' as const,
  messageId: 'm1',
  timestamp: '2026-01-01T00:00:00.000Z',
  userId: undefined,
}

test('every message is small enough for the collector, keeps its id, and states its size in bytes', () => {
  const text = fc.string({ unit: 'binary', minLength: 0, maxLength: 100 }).map((part) => part.repeat(900))
  fc.assert(
    fc.property(fc.array(text, { maxLength: 4 }), (texts) => {
      const { json, size } = writeMessage({ ...frame, event: 'Long', properties: { texts } })
      expect(size).toBe(Buffer.byteLength(json))
      expect(size).toBeLessThanOrEqual(MAX_MESSAGE_BYTES)
      expect(JSON.parse(json)).toMatchObject({ messageId: 'm1', event: 'Long' })
    }),
    { numRuns: 30 },
  )
})
