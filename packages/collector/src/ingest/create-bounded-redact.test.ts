import { REDACTED } from '@leadlight/protocol/redact'
import { beforeEach, describe, expect, it } from 'vitest'
import { createCleaner } from './create-cleaner.ts'
import { events, send } from './recording-ingest.test.setup.ts'

const manyNumbers = '1.'.repeat(15_000)
const longNumber = 'order 123.456.789'

const track = (properties: { text: string; [name: string]: string }, index: number) => ({
  type: 'track',
  event: 'x',
  messageId: `m${index}`,
  anonymousId: 'v',
  properties,
})

describe('the bound on numbers in a delivery', () => {
  it('redacts texts with numbers as a whole beyond it, and leaves others as they are', async () => {
    const messages = Array.from({ length: 12 }, (_, index) =>
      track({ text: `${index} ${manyNumbers}`, longNumber, word: 'unchanged' }, index),
    )
    await send(messages)
    const texts = events.map(({ properties }) => properties.text)
    expect(texts[0]).toBe(messages[0]?.properties.text)
    expect(texts.slice(4)).toEqual(Array(8).fill(REDACTED))
    expect(events.map(({ properties }) => properties.word)).toEqual(Array(12).fill('unchanged'))
  })

  it('is not reached by the largest batch with times and telephone numbers', async () => {
    const text = (index: number) =>
      `2026-11-21 10:00, +91 98765 4${1_000 + index}, +49 30 1234${1_000 + index}`
    await send(Array.from({ length: 2_500 }, (_, index) => track({ text: text(index) }, index)))
    expect(events.map(({ properties }) => properties.text)).toEqual(events.map((_, index) => text(index)))
  })
})

describe('a cleaner with a bound', () => {
  const cleaner = createCleaner(() => false, 500)
  beforeEach(() => cleaner.restart())

  it.each([
    ['separate digits', '1 '.repeat(1_000)],
    ['digits of Hindi', '१ '.repeat(1_000)],
    ['encoded digits', '%31%20'.repeat(1_000)],
    ['what begins like IBANs', 'aa11 '.repeat(1_000)],
  ])('counts %s', (_, text) => {
    expect(cleaner.text(text)).toBe(REDACTED)
    expect(cleaner.json({ [text]: 1 })).toEqual({ [REDACTED]: 1 })
  })

  it('forgets after a restart what it redacted because of the bound', () => {
    for (let count = 0; count < 500; count++) cleaner.text(`${count} 123.456.789`)
    expect(cleaner.object({ longNumber, [longNumber]: '' })).toEqual({ longNumber: REDACTED, [REDACTED]: '' })
    cleaner.restart()
    expect(cleaner.object({ longNumber, [longNumber]: '' })).toEqual({ longNumber, [longNumber]: '' })
  })
})
