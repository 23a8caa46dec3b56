import { expect, it } from 'vitest'
import { isSecretKey } from './secret-key.ts'

it.each(
  'password|user_passwd|csrf-token|gRecaptchaResponse|CVV|cardCvv|otp|aadhaar_no|pin|SSN|clientSecret'.split(
    '|',
  ),
)('recognises %s as the name of a secret', (key) => {
  expect(isSecretKey(key)).toBe(true)
})

it.each(
  'pin code|pin_code|pincode|shipping|company|secretary|tokens|pandas|opinion|expand|announcement'.split('|'),
)('recognises %s as a harmless name', (key) => {
  expect(isSecretKey(key)).toBe(false)
})
