import fc from 'fast-check'

/** Made-up secrets of every kind that must not leave a page or be kept, as people and programs write them. */

/** So many random digits. */
export const digitsOf = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`))

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

export const card = fc
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

export const aadhaar = fc
  .tuple(fc.integer({ min: 2, max: 9 }), digitsOf(10), fc.constantFrom('', ' ', '-'))
  .map(([first, rest, gap]) => (withVerhoeffDigit(first + rest).match(/\d{4}/g) ?? []).join(gap))

export const iban = fc
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
export const jwt = fc
  .tuple(fc.dictionary(fc.string(), fc.string()), fc.string({ minLength: 4 }))
  .map(([claims, signature]) =>
    [
      base64Url({ alg: 'HS256', typ: 'JWT' }),
      base64Url(claims),
      Buffer.from(signature).toString('base64url'),
    ].join('.'),
  )

/** Where the digits of other scripts begin in Unicode: wide ones, Arabic, Persian, Hindi, Bengali. */
const scripts = [0xff10, 0x660, 0x6f0, 0x966, 0x9e6]
const inOtherScripts = fc
  .tuple(fc.oneof(card, aadhaar), fc.constantFrom(...scripts))
  .map(([number, zero]) => number.replace(/\d/g, (digit) => String.fromCharCode(zero + Number(digit))))

/** As copied from a table or a page: with signs that nobody sees, and spaces of print. */
const copied = fc
  .tuple(fc.oneof(card, aadhaar), fc.constantFrom('\u200b', '\u200e', '\u2060', '\u00ad', '\u202f', '\ufeff'))
  .map(([number, sign]) => (number.replace(/\D/g, '').match(/\d{1,4}/g) ?? []).join(sign))

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
      'xapp-1-',
      'whsec_',
      'hf_',
      'ya29.',
      'GOCSPX-',
      'glpat-',
      'npm_',
      'Bearer ',
    ),
    fc.stringMatching(/^[A-Z\d]{8}\d[a-z\dA-Z]{16}$/),
  )
  .map(([prefix, rest]) => prefix + rest)

export const socialSecurity = fc
  .tuple(
    fc.integer({ min: 1, max: 899 }),
    fc.integer({ min: 1, max: 99 }),
    fc.integer({ min: 1, max: 9999 }),
    fc.constantFrom('-', '-', ' ', '\u00a0', '–'),
  )
  .filter(([area]) => area !== 666)
  .map(([a, g, s, gap]) =>
    [String(a).padStart(3, '0'), String(g).padStart(2, '0'), String(s).padStart(4, '0')].join(gap),
  )

/** All kinds, by name. */
export const secrets: [kind: string, secret: fc.Arbitrary<string>][] = [
  ['cards', card],
  ['Aadhaar numbers', aadhaar],
  ['numbers in other scripts', inOtherScripts],
  ['numbers with signs that nobody sees', copied],
  ['IBANs', iban],
  ['JSON web tokens', jwt],
  ['API keys', apiKey],
  ['social security numbers', socialSecurity],
]

/** A secret survives when its letters and digits can still be read, whatever stands between them. */
export function survives(secret: string, text: string): boolean {
  const plain = (value: string) => value.replace(/[^a-z\p{Nd}]/giu, '').toLowerCase()
  return plain(text).includes(plain(secret))
}
