import type { Json } from '@leadlight/protocol'
import { REDACTED } from '@leadlight/protocol/redact'
import { cleanText } from './clean-text.ts'

/** Long words that mean a secret wherever they stand in a key. */
const secretWords = /passw(or)?d|passcode|csrf|xsrf|captcha|aadha+r|secret(?!ar)|nonce|token(?!s)/i

/** Short ones that mean it only as a word of their own; `pin code` is a postal code in India. */
const secretShortWords =
  /(?<![a-z])(pwd|otp|ssn|pan|iban|cvv|cvc|csc|pin(?![ _-]?code))(?![a-z])|[a-z](Otp|Ssn|Iban|Cvv|Cvc|Pin)(?![a-z])/

/** Whether a key names something that must not be kept, whatever its value. */
export function isSecretKey(key: string): boolean {
  return secretWords.test(key) || secretShortWords.test(key) || secretShortWords.test(key.toLowerCase())
}

/** Smallest number that may be a card's. */
const SHORTEST_CARD = 1e11

/** Whether the values under a key are telephone numbers. */
export type IsPhone = (key: string) => boolean

/**
 * A JSON value as it may be kept: every text in it cleaned by {@link cleanText}, and what stands under the key of a
 * secret removed. What needs no cleaning is returned as it is, not copied. Depth must be bounded.
 */
export function cleanJson(value: Json, isPhone: IsPhone, key = ''): Json {
  if (typeof value === 'string') return cleanUnderKey(value, isPhone, key)
  if (typeof value === 'number') {
    const hidden = value >= SHORTEST_CARD && cleanText(String(value)) !== String(value)
    return hidden ? REDACTED : value
  }
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return cleanArray(value, isPhone, key)
  return cleanObject(value, isPhone)
}

/** {@link cleanJson} of an object. */
export function cleanObject<T extends { [key: string]: Json }>(object: T, isPhone: IsPhone): T {
  let changed = false
  const entries = Object.entries(object).map(([key, value]): [string, Json] => {
    const ownKey = cleanText(key)
    const clean =
      typeof value !== 'boolean' && value !== null && isSecretKey(key)
        ? REDACTED
        : cleanJson(value, isPhone, key)
    if (clean !== value || ownKey !== key) changed = true
    return [ownKey, clean]
  })
  // `fromEntries` defines keys instead of assigning them, so that not even `__proto__` does harm.
  return changed ? (Object.fromEntries(entries) as T) : object
}

function cleanArray(array: Json[], isPhone: IsPhone, key: string): Json[] {
  const clean = array.map((item) => cleanJson(item, isPhone, key))
  return clean.some((item, index) => item !== array[index]) ? clean : array
}

function cleanUnderKey(text: string, isPhone: IsPhone, key: string): string {
  const clean = cleanText(text)
  if (clean === text) return text
  return isPhone(key) ? cleanText(text, true) : clean
}
