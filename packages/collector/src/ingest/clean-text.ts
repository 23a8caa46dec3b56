import { REDACTED, redact } from '@leadlight/protocol/redact'

/** Quick test: everything that {@link redact} finds contains a digit or one of these marks. */
const mayHoldSecret = /\d|-----|eyJ/

/** The shortest text in which {@link redact} finds something: a social security number. */
const SHORTEST_SECRET = 11

/** URL parameters with secret values; the whole name must match. */
const secretParameters =
  /([?&#;](?:[\w-]*(?:password|passwd|passcode|secret|token|nonce|otp)|pwd|pass|pin|cvv|cvc|ssn|auth|api[-_]?key|sig(?:nature)?|\w{0,4}sess(?:ion)?[-_]?(?:id)?)=)[^&#;\s]+/gi

const percentEncoded = /(?:%[\da-f]{2})+/gi

/** Unpaired surrogates and NUL, which databases reject or garble. */
const unstorable = /[\0\p{Surrogate}]/gu
const mayBeUnstorable = /[\0\ud800-\udfff]/

/** What {@link cleanText} may change in any text, and in texts long enough for a secret. */
const marks = /[=\0\ud800-\udfff]/
const longMarks = /[\d=\0\ud800-\udfff]|-----|eyJ/

/** Whether {@link cleanText} might change a text: a single test, since most texts need no cleaning. */
export function mayNeedCleaning(text: string): boolean {
  return text.length < SHORTEST_SECRET ? marks.test(text) : longMarks.test(text)
}

/**
 * Cleans a text for storage: makes it well-formed, and redacts card numbers, tokens and other secrets, also in URLs.
 *
 * @param phone the text is a telephone number, which can be mistaken for another kind of number
 */
export function cleanText(text: string, phone = false): string {
  const sound = storable(text)
  const open = sound.includes('=') ? sound.replace(secretParameters, `$1${REDACTED}`) : sound
  if (open.length < SHORTEST_SECRET || !mayHoldSecret.test(open)) return open
  const clean = redact(open, phone)
  return clean.includes('%') || clean.includes('+') ? redactEncoded(clean, phone) : clean
}

/** Replaces characters that not every database can store. */
export function storable(text: string): string {
  return mayBeUnstorable.test(text) ? text.replace(unstorable, '\ufffd') : text
}

/**
 * Redacts secrets that are URL-encoded, like `4111%201111…` and `4111+1111…`. A text is decoded only if it contains one.
 */
function redactEncoded(text: string, phone: boolean): string {
  const decoded = text.replace(percentEncoded, decode)
  const spaced = decoded.includes('=') ? decoded.replaceAll('+', ' ') : decoded
  const clean = redact(spaced, phone)
  return clean === spaced ? text : clean
}

function decode(encoded: string): string {
  try {
    return decodeURIComponent(encoded)
  } catch {
    return encoded
  }
}
