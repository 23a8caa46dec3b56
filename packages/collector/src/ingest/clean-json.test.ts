import { REDACTED } from '@leadlight/protocol/redact'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { cleanJson, isSecretKey } from './clean-json.ts'

const card = '4111 1111 1111 1111'
const never = () => false

it('cleans texts, keys and numbers at every depth', () => {
  const value = { a: [{ note: `card ${card}` }], [card]: 1, n: 4111111111111111, time: 1_795_428_000_000 }
  expect(cleanJson(value, never)).toEqual({
    a: [{ note: `card ${REDACTED}` }],
    [REDACTED]: 1,
    n: REDACTED,
    time: 1_795_428_000_000,
  })
})

it('removes whatever stands under the name of a secret', () => {
  const value = { password: 'hunter2', otp: 123456, api: { accessToken: 'x' }, secret: null, hasPin: true }
  expect(cleanJson(value, never)).toEqual({
    password: REDACTED,
    otp: REDACTED,
    api: { accessToken: REDACTED },
    secret: null,
    hasPin: true,
  })
})

it.each([
  'password',
  'user_passwd',
  'csrf-token',
  'gRecaptchaResponse',
  'CVV',
  'cardCvv',
  'otp',
  'aadhaar_no',
  'pin',
  'SSN',
  'clientSecret',
])('takes %s for the name of a secret', (key) => {
  expect(isSecretKey(key)).toBe(true)
})

it.each([
  'pin code',
  'pin_code',
  'pincode',
  'shipping',
  'company',
  'secretary',
  'tokens',
  'pandas',
  'opinion',
  'expand',
])('takes %s for a harmless name', (key) => {
  expect(isSecretKey(key)).toBe(false)
})

it('leaves telephone numbers alone under the names of telephone numbers', () => {
  const value = { phone: '234123412346', other: '234123412346' }
  expect(cleanJson(value, (key) => key === 'phone')).toEqual({ phone: '234123412346', other: REDACTED })
})

it('does not copy what is clean', () => {
  const value = { a: ['b', { c: 1 }] }
  expect(cleanJson(value, never)).toBe(value)
})

it('keeps dangerous keys as keys, and prototypes as they are', () => {
  const value = JSON.parse(`{"__proto__": {"polluted": "${card}"}}`)
  const clean = cleanJson(value, never)
  expect(Object.getPrototypeOf(clean)).toBe(Object.prototype)
  expect(JSON.stringify(clean)).toBe(`{"__proto__":{"polluted":"${REDACTED}"}}`)
})

it('never leaves a card, wherever it stands', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const clean = JSON.stringify(
        cleanJson(JSON.parse(JSON.stringify([value, card, { [card]: value }])), never),
      )
      expect(clean).not.toContain(card)
    }),
  )
})
