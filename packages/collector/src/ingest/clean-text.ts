import { REDACTED, redact } from '@leadlight/protocol/redact'

/** Quick test: everything that {@link redact} finds contains a digit or one of these marks. */
const mayHoldSecret = /\p{Nd}|-----|eyJ/u

/** The shortest text in which {@link redact} finds something: a social security number. */
const SHORTEST_SECRET = 11

/** URL parameters with secret values; the whole name must match. */
const secretParameters =
  /([?&#;](?:[\w-]*(?:password|passwd|passcode|secret|token|nonce|otp)|pwd|pass|pin|cvv|cvc|ssn|auth|api[-_]?key|sig(?:nature)?|\w{0,4}sess(?:ion)?[-_]?(?:id)?)=)[^&#;\s]+/gi

/** A character, so that a malformed one does not hide those beside it. */
const percentEncoded = /%[c-f][\da-f](?:%[89ab][\da-f])+|%[\da-f]{2}/gi

/** A percent sign that was encoded any number of times. */
const encodedPercent = /%(?:25)+/g

/** An address that was encoded again and again needs two; only a text made to be slow needs more. */
const MOST_ROUNDS = 8

/** Unpaired surrogates and NUL, which databases reject or garble. */
const unstorable = /[\0\p{Surrogate}]/gu
const mayBeUnstorable = /[\0\ud800-\udfff]/

/** What {@link cleanText} may change in any text, and in texts long enough for a secret. */
const marks = /[=\0\ud800-\udfff]/
const longMarks = /[\d=\0\ud800-\udfff\u0660-\u09ef\uff10-\uff19]|-----|eyJ/

/** Whether {@link cleanText} might change a text: a single test, since most texts need no cleaning. */
export function mayNeedCleaning(text: string): boolean {
  return text.length < SHORTEST_SECRET ? marks.test(text) : longMarks.test(text)
}

/** Removes secrets from a text that is no URL; see {@link redact}. */
export type Redact = (text: string, phone: boolean) => string

/**
 * Cleans a text for storage: makes it well-formed, and redacts card numbers, tokens and other secrets, also in URLs.
 *
 * @param phone the text is a telephone number, which can be mistaken for another kind of number
 */
export function cleanText(text: string, phone = false, redactPlain: Redact = redact): string {
  const storable = replaceUnstorable(text)
  const open = storable.includes('=') ? storable.replace(secretParameters, `$1${REDACTED}`) : storable
  if (open.length < SHORTEST_SECRET || !mayHoldSecret.test(open)) return open
  // Decoded first: what stands before a token, like `%20`, would hide its beginning, and the digits in it be taken for another secret.
  const isEncoded = open.includes('%') || open.includes('+')
  return redactPlain(isEncoded ? redactEncoded(open, phone, redactPlain) : open, phone)
}

/** Replaces characters that not every database can store. */
export function replaceUnstorable(text: string): string {
  return mayBeUnstorable.test(text) ? text.replace(unstorable, '\ufffd') : text
}

/**
 * Redacts secrets that are URL-encoded, like `4111%201111…` and `4111+1111…`, as often as they were, for an address may hold another. A
 * text is decoded only if it contains one.
 */
function redactEncoded(text: string, phone: boolean, redactPlain: Redact): string {
  const decoded = decodeAll(text)
  const spaced = decoded.includes('=') ? decoded.replaceAll('+', ' ') : decoded
  const clean = redactPlain(spaced, phone)
  return clean === spaced ? text : clean
}

function decodeAll(text: string): string {
  let decoded = text
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const before = decoded
    decoded = before.replace(encodedPercent, '%').replace(percentEncoded, decode)
    if (decoded === before) break
  }
  return decoded
}

function decode(encoded: string): string {
  try {
    return decodeURIComponent(encoded)
  } catch {
    return ' '
  }
}
