import { type Json, MAX_MESSAGE_BYTES } from '@leadlight/protocol'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sizeIfTooLarge } from './message-size.ts'

const bytesOf = (value: Json) => new TextEncoder().encode(JSON.stringify(value)).length

it('counts the bytes of messages that may be too large, and skips the others', () => {
  const letters = fc.constantFrom('a', '\0', '"', 'é', 'म', '😀', '\ud800')
  const size = fc.integer({ min: MAX_MESSAGE_BYTES / 16, max: MAX_MESSAGE_BYTES })
  const large = fc.tuple(letters, size).map(([letter, length]) => letter.repeat(length))
  const message = fc.oneof(fc.jsonValue(), fc.dictionary(fc.string(), fc.oneof(large, fc.jsonValue())))
  fc.assert(
    fc.property(message, (value) => {
      const sent: Json = JSON.parse(JSON.stringify(value))
      const bytes = bytesOf(sent)
      expect(sizeIfTooLarge(sent)).toBe(bytes > MAX_MESSAGE_BYTES ? bytes : undefined)
    }),
  )
})

it('respects the limit to the byte', () => {
  const text = 'x'.repeat(MAX_MESSAGE_BYTES - 2)
  expect(sizeIfTooLarge(text)).toBeUndefined()
  expect(sizeIfTooLarge(`${text}x`)).toBe(MAX_MESSAGE_BYTES + 1)
})

it('counts bytes, not characters', () => {
  expect(sizeIfTooLarge('\0'.repeat(MAX_MESSAGE_BYTES / 5))).toBeGreaterThan(MAX_MESSAGE_BYTES)
  expect(sizeIfTooLarge(new Array(MAX_MESSAGE_BYTES / 16).fill(-Math.E * 1e-300))).toBeGreaterThan(
    MAX_MESSAGE_BYTES,
  )
})
