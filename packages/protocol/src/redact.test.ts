import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  aadhaar,
  card,
  digitsOf,
  iban,
  jwt,
  secrets,
  socialSecurity,
  survives,
} from '../../../test/secrets.ts'
import { REDACTED, redact } from './redact.ts'

/** Text around a secret: words, dates and other numbers, separated from it by at least a space. */
const before = fc.constantFrom(
  '',
  'my number is ',
  'paid 12/2027, ',
  'ref 7 ',
  'Zahlung 2024 ',
  'कार्ड: ',
  'x=',
  '(',
)
const after = fc.constantFrom('', ' thanks', ' 12/27 123', '.', ', call me', '\nsee you', ')', ' 99', '&b=1')

describe('redact', () => {
  it.each(secrets)('removes a %s from any text', (_, secret) => {
    fc.assert(
      fc.property(before, secret, after, (start, middle, end) => {
        const text = start + middle + end
        expect(survives(middle, text)).toBe(true)
        expect(survives(middle, redact(text))).toBe(false)
      }),
      { numRuns: 1000 },
    )
  })

  it('removes a private key and all that follows, even if it is truncated', () => {
    const key = '-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----'
    expect(redact(`see ${key} ok`)).toBe(`see ${REDACTED}`)
    expect(redact(`see ${key.slice(0, 38)}`)).toBe(`see ${REDACTED}`)
  })

  it('keeps the text around a secret', () => {
    expect(redact('Pay 4111 1111 1111 1111 12/27 please')).toBe(`Pay ${REDACTED} 12/27 please`)
    expect(redact('GB29 NWBK 6016 1331 9268 19 thanks a lot')).toBe(`${REDACTED} thanks a lot`)
    expect(redact('ab12 DE89 3704 0044 0532 0130 00')).toBe(`ab12 ${REDACTED}`)
  })

  it('is idempotent', () => {
    const part = fc.oneof(
      card,
      iban,
      aadhaar,
      jwt,
      socialSecurity,
      fc.stringMatching(/^[\d -]{0,24}$/),
      fc.string(),
    )
    const text = fc.array(part, { maxLength: 4 }).map((parts) => parts.join(' '))
    fc.assert(
      fc.property(text, (value) => {
        const once = redact(value)
        expect(redact(once)).toBe(once)
      }),
      { numRuns: 2_000 },
    )
  })

  it('keeps e-mail addresses with any number in them', () => {
    const digits = fc.oneof(card, aadhaar).map((number) => number.replace(/\D/g, ''))
    const number = fc.oneof(digits, fc.stringMatching(/^\d{3,4}[.-]\d{3,4}[.-]\d{3,4}$/))
    const name = fc.constantFrom('', 'asha', 'r.rao-', 'a+b_')
    fc.assert(
      fc.property(name, number, name, (first, middle, last) => {
        const address = `${first}${middle}${last}@mail.example`
        expect(redact(address)).toBe(address)
        expect(redact(`write to ${address}, please`)).toBe(`write to ${address}, please`)
      }),
      { numRuns: 1000 },
    )
    expect(redact('4111 1111 1111 1111 ada@acme.example')).toBe(`${REDACTED} ada@acme.example`)
  })

  it('finds a card number followed by another number', () => {
    expect(redact('078-05-1120 4111111111111111 078-05-1120')).not.toContain('4111')
  })

  it('keeps a phone number that looks like an Aadhaar or social security number in a phone field', () => {
    fc.assert(
      fc.property(fc.oneof(aadhaar, socialSecurity), (number) => {
        expect(redact(number, true)).toBe(number)
      }),
    )
    expect(redact('4111 1111 1111 1111', true)).toBe(REDACTED)
  })

  it('mistakes at most one in 200 ordinary texts, phone and order numbers for a secret', () => {
    const word = fc.constantFrom(
      'we',
      'need',
      'a',
      'CRM',
      'für',
      '20',
      'users',
      'हमें',
      '२०',
      'डेमो',
      'চাই',
      'by',
      'Q3',
      '2027',
      '$15,000',
    )
    const texts = fc.array(word, { minLength: 1, maxLength: 30 }).map((words) => words.join(' '))
    const phones = fc.oneof(
      digitsOf(9).map((d) => `+91 9${d.slice(0, 4)} ${d.slice(4)}`),
      digitsOf(9).map((d) => `+919${d}`),
      digitsOf(9).map((d) => `09${d}`),
      digitsOf(10).map((d) => `(${d.slice(0, 3)}) ${d.slice(3, 6)}-${d.slice(6)}`),
      digitsOf(10).map((d) => `+1 ${d.slice(0, 3)}-${d.slice(3, 6)}-${d.slice(6)}`),
      digitsOf(9).map((d) => `+49 1${d.slice(0, 2)} ${d.slice(2)}`),
      digitsOf(8).map((d) => `0${d[0]} ${d.slice(1, 3)} ${d.slice(3, 5)} ${d.slice(5, 7)} ${d.slice(6)}`),
      digitsOf(9).map((d) => `+55 11 9${d.slice(0, 4)}-${d.slice(5)}`),
    )
    const orders = fc.oneof(
      digitsOf(6).map((d) => `#${d}`),
      digitsOf(8).map((d) => `INV-2026-${d}`),
      digitsOf(10),
      digitsOf(17).map((d) => `${d.slice(0, 3)}-${d.slice(3, 10)}-${d.slice(10)}`),
      fc.integer({ min: 1.6e12, max: 1.9e12 }).map(String),
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
      fc.uuid(),
      fc
        .tuple(fc.integer({ min: 0, max: 365 }), fc.integer({ min: 1, max: 30 }))
        .map((days) => days.map((day, i) => new Date(1.8e12 + (day + i * (days[0] ?? 0)) * 864e5)))
        .map((dates) => dates.map((date) => date.toISOString().slice(0, 10)).join(' - ')),
      fc
        .double({ min: -180, max: 180, noNaN: true })
        .map((n) => `https://maps.example/?at=${n.toFixed(6)},${n.toFixed(6)}`),
    )
    for (const [kind, texts_] of Object.entries({ texts, phones, orders })) {
      const sample = fc.sample(texts_, { numRuns: 20_000, seed: 7 })
      const wrong = sample.filter((text) => redact(text) !== text)
      expect(wrong.length / sample.length, `${kind}: ${wrong.slice(0, 9).join(' | ')}`).toBeLessThanOrEqual(
        0.005,
      )
    }
  })

  it('is fast on long runs of digits and letters', () => {
    for (const text of [
      '1 '.repeat(50_000),
      'ab12'.repeat(25_000),
      'eyJ'.repeat(30_000),
      '-----BEGIN '.repeat(9_000),
    ]) {
      expect(redact(text).length).toBeGreaterThan(0)
    }
  })
})
