import { REDACTED, redact } from '@leadlight/protocol/redact'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { secrets, survives } from '../../../../test/secrets.ts'
import { cleanText, mayNeedCleaning } from './clean-text.ts'

it.each([
  ['my card is 4111 1111 1111 1111, thanks', `my card is ${REDACTED}, thanks`],
  ['https://x.example/pay?card=4111%201111%201111%201111', `https://x.example/pay?card=${REDACTED}`],
  ['https://x.example/pay?card=4111+1111+1111+1111', `https://x.example/pay?card=${REDACTED}`],
  [
    'https://x.example/reset?token=abc&utm_source=fb',
    `https://x.example/reset?token=${REDACTED}&utm_source=fb`,
  ],
  ['https://x.example/#access_token=abc&state=1', `https://x.example/#access_token=${REDACTED}&state=1`],
  ['https://x.example/a.xhtml;jsessionid=A1B2', `https://x.example/a.xhtml;jsessionid=${REDACTED}`],
  ['https://x.example/?PHPSESSID=a1b2&page=2', `https://x.example/?PHPSESSID=${REDACTED}&page=2`],
  ['?password=hunter2', `?password=${REDACTED}`],
])('cleans %s', (text, clean) => {
  expect(cleanText(text)).toBe(clean)
})

it.each([
  'https://shop.example/?utm_source=google&utm_campaign=spring%20sale&gclid=EAIaIQobChMI0ZvVvfqR9AIVk5JmAh1zWgQYEAAYASAAEgKJ5_D_BwE',
  'https://shop.example/?fbclid=IwAR2F4-dbP0l7Mn1IawQQGCINEz7PYXQvwjNwB_qa2ofrHyiLjcbCRxTDMgk',
  'https://shop.example/?author=ada&tokens=5&session_count=3',
  '100% cotton + wool, 2026-11-21T10:00:05.120Z',
  'Grüße, नमस्ते, 👋🏽',
  '',
])('does not change %s', (text) => {
  expect(cleanText(text)).toBe(text)
})

it('replaces characters that databases cannot store', () => {
  expect(cleanText('a\0b\ud800c😀')).toBe('a\ufffdb\ufffdc😀')
})

it('does not change a telephone number that looks like a card number', () => {
  expect(cleanText('234123412346', true)).toBe('234123412346')
  expect(cleanText('234123412346')).toBe(REDACTED)
})

it('finds everything that the shared rules find, though its fast check often skips them', () => {
  const digits = fc.stringMatching(/^[\d -]{0,24}$/)
  const secrets = fc.constantFrom(
    '4111111111111111',
    'DE89370400440532013000',
    '078-05-1120',
    '-----BEGIN PRIVATE KEY-----\nabc',
    'eyJhbGciOiJIUzI1.eyJzdWIi.abc',
    'sk_live_abcdefghijklmnop1',
  )
  const text = fc
    .array(fc.oneof(fc.string(), digits, secrets), { maxLength: 4 })
    .map((parts) => parts.join(' '))
  fc.assert(
    fc.property(text, (value) => {
      const clean = cleanText(value)
      expect(redact(clean)).toBe(clean)
    }),
  )
})

it.each(secrets)('leaves no %s in a message or an address, however it is encoded', (_, secret) => {
  const write = fc.constantFrom(
    (text: string) => `My number is ${text}, thanks`,
    (text: string) => `https://x.example/pay?n=${encodeURIComponent(text)}&page=2`,
    (text: string) => `https://x.example/pay?${new URLSearchParams({ n: text })}`,
    (text: string) => `https://x.example/${encodeURIComponent(text)}/next`,
    (text: string) => `https://x.example/?to=${encodeURIComponent(`/pay?n=${encodeURIComponent(text)}`)}`,
  )
  fc.assert(
    fc.property(secret, write, (value, put) => {
      const clean = cleanText(put(value))
      expect(survives(value, decodeURIComponent(decodeURIComponent(clean.replaceAll('+', ' '))))).toBe(false)
    }),
  )
})

it('finds a card number in an address that was encoded again with each redirect', () => {
  const address = '?n=4111%201111%201111%201111'.replaceAll('%', `%${'25'.repeat(12)}`)
  expect(cleanText(address)).toBe(`?n=${REDACTED}`)
})

it('reads a text that seems to be encoded thousands of times in a few passes', () => {
  const text = `%${'25'.repeat(400_000)}`
  expect(cleanText(text)).toBe(text)
})

it('its fast check never skips a text that needs cleaning', () => {
  const letters = fc.constantFrom(...'\0\ud800=-+%19aeyJ?& ', 'pin=', '4111111111111111', '-----', 'eyJ')
  const text = fc.oneof(
    fc.string(),
    fc.array(letters).map((parts) => parts.join('')),
  )
  let needed = 0
  fc.assert(
    fc.property(text, (value) => {
      if (cleanText(value) === value) return
      needed += 1
      expect(mayNeedCleaning(value)).toBe(true)
    }),
    { numRuns: 2_000 },
  )
  expect(needed).toBeGreaterThan(0)
  expect(['/pricing', 'An article', 'Page Engaged', 'hi-IN'].map(mayNeedCleaning)).toEqual(
    Array(4).fill(false),
  )
})

it('secrets leak without the shared rules (negative control)', () => {
  expect(redact('4111111111111111')).not.toContain('1111')
  expect('4111111111111111'.replace(/[\0\p{Surrogate}]/gu, '')).toContain('1111')
})
