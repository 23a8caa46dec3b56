import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { REDACTED, redact } from './redact.ts'

const digitsOf = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`))

/** Puts the check digit of Luhn behind. */
function withLuhnDigit(body: string): string {
  const sum = [...body].reverse().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 === 0 ? 2 : 1)
    return total + Math.floor(value / 10) + (value % 10)
  }, 0)
  return body + ((10 - (sum % 10)) % 10)
}

/** Table of the dihedral group D5 as printed by Verhoeff (1969), written out so that it checks the computed one. */
const product =
  '0123456789 1234067895 2340178956 3401289567 4012395678 5987604321 6598710432 7659821043 8765932104 9876543210'.split(
    ' ',
  )
const permutation =
  '0123456789 1576283094 5803796142 8916043527 9453126870 4286573901 2793806415 7046913258'.split(' ')
const inverse = '0432156789'
function withVerhoeffDigit(body: string): string {
  const check = [...body].reverse().reduce((state, digit, place) => {
    const permuted = permutation[(place + 1) % 8]?.[Number(digit)]
    return Number(product[state]?.[Number(permuted)])
  }, 0)
  return body + inverse[check]
}

function withIbanDigits(country: string, account: string): string {
  const numeric = [...`${account}${country}00`.toUpperCase()].map((c) => Number.parseInt(c, 36)).join('')
  const check = 98n - (BigInt(numeric) % 97n)
  return `${country}${String(check).padStart(2, '0')}${account}`
}

/** Leading digits and length of the networks' cards. */
const networks =
  '4:13 30:14 36:14 38:14 34:15 37:15 2221:16 2720:16 35:16 4:16 51:16 55:16 6011:16 62:16 65:16 60:16 81:16 9792:16 6304:17 5018:18 4:19 62:19'

const card = fc
  .oneof(
    ...networks.split(' ').map((network) => {
      const [prefix = '', length] = network.split(':')
      return digitsOf(Number(length) - prefix.length - 1).map((rest) => withLuhnDigit(prefix + rest))
    }),
  )
  .chain((digits) =>
    fc
      .array(fc.constantFrom('', '', '', ' ', '-', ' - ', '\u00a0', '–', '.'), {
        minLength: digits.length,
        maxLength: digits.length,
      })
      .map((gaps) => [...digits].map((digit, i) => (i > 0 ? gaps[i] : '') + digit).join('')),
  )

const aadhaar = fc
  .tuple(fc.integer({ min: 2, max: 9 }), digitsOf(10), fc.constantFrom('', ' ', '-'))
  .map(([first, rest, gap]) => (withVerhoeffDigit(first + rest).match(/\d{4}/g) ?? []).join(gap))

const iban = fc
  .tuple(
    fc.stringMatching(/^[A-Z]{2}$/),
    fc.stringMatching(/^[A-Z\d]{11,30}$/),
    fc.constantFrom('', ' ', '-'),
    fc.boolean(),
  )
  .map(([country, account, gap, small]) => {
    const text = (withIbanDigits(country, account).match(/.{1,4}/g) ?? []).join(gap)
    return small ? text.toLowerCase() : text
  })

const base64Url = (json: object) => Buffer.from(JSON.stringify(json)).toString('base64url')
const jwt = fc
  .tuple(fc.dictionary(fc.string(), fc.string()), fc.string({ minLength: 4 }))
  .map(([claims, signature]) =>
    [
      base64Url({ alg: 'HS256', typ: 'JWT' }),
      base64Url(claims),
      Buffer.from(signature).toString('base64url'),
    ].join('.'),
  )

const apiKey = fc
  .tuple(
    fc.constantFrom(
      'sk_live_',
      'sk-proj-',
      'ghp_',
      'github_pat_',
      'AKIA',
      'AIza',
      'xoxb-',
      'glpat-',
      'npm_',
      'Bearer ',
    ),
    fc.stringMatching(/^[A-Z\d]{8}\d[a-z\dA-Z]{16}$/),
  )
  .map(([prefix, rest]) => prefix + rest)

const socialSecurity = fc
  .tuple(fc.integer({ min: 1, max: 899 }), fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 9999 }))
  .filter(([area]) => area !== 666)
  .map(
    ([a, g, s]) =>
      `${String(a).padStart(3, '0')}-${String(g).padStart(2, '0')}-${String(s).padStart(4, '0')}`,
  )

/** What stands around the secret: words, dates, other numbers, at least a blank away. */
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

/** A secret survives when its letters and digits can still be read, whatever stands between them. */
function survives(secret: string, text: string): boolean {
  const plain = (value: string) => value.replace(/[^a-z\d]/gi, '').toLowerCase()
  return plain(text).includes(plain(secret))
}

describe('redact', () => {
  it.each([
    ['cards', card],
    ['Aadhaar numbers', aadhaar],
    ['IBANs', iban],
    ['JSON web tokens', jwt],
    ['API keys', apiKey],
    ['social security numbers', socialSecurity],
  ])('leaves no %s in any text', (_, secret) => {
    fc.assert(
      fc.property(before, secret, after, (start, middle, end) => {
        const text = start + middle + end
        expect(survives(middle, text)).toBe(true)
        expect(survives(middle, redact(text))).toBe(false)
      }),
      { numRuns: 1000 },
    )
  })

  it('removes a private key and all behind it, even when its end was cut off', () => {
    const key = '-----BEGIN RSA PRIVATE KEY-----\nMIIEow\n-----END RSA PRIVATE KEY-----'
    expect(redact(`see ${key} ok`)).toBe(`see ${REDACTED}`)
    expect(redact(`see ${key.slice(0, 38)}`)).toBe(`see ${REDACTED}`)
  })

  it('keeps the words around what it removes', () => {
    expect(redact('Pay 4111 1111 1111 1111 12/27 please')).toBe(`Pay ${REDACTED} 12/27 please`)
    expect(redact('GB29 NWBK 6016 1331 9268 19 thanks a lot')).toBe(`${REDACTED} thanks a lot`)
    expect(redact('ab12 DE89 3704 0044 0532 0130 00')).toBe(`ab12 ${REDACTED}`)
  })

  it('is idempotent and leaves its own mark alone', () => {
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

  it('finds a card that together with the number behind it looks like a longer one', () => {
    expect(redact('078-05-1120 4111111111111111 078-05-1120')).not.toContain('4111')
  })

  it('keeps a telephone number that looks like an Aadhaar or social security number in a telephone field', () => {
    fc.assert(
      fc.property(fc.oneof(aadhaar, socialSecurity), (number) => {
        expect(redact(number, true)).toBe(number)
      }),
    )
    expect(redact('4111 1111 1111 1111', true)).toBe(REDACTED)
  })

  it('takes at most one in 200 ordinary texts, telephone and order numbers for a secret', () => {
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

  it('ends quickly on long runs of digits and letters', () => {
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
