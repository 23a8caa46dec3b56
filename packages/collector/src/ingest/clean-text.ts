import { REDACTED, redact } from '@leadlight/protocol/redact'

/** Everything that {@link redact} finds has a digit, or one of these marks. */
const mayHoldSecret = /\d|-----|eyJ/

/** Shortest text in which {@link redact} finds something: a social security number. */
const SHORTEST_SECRET = 11

/** Parameters of URLs whose values open something; the name must be whole. */
const secretParameters =
  /([?&#;](?:[\w-]*(?:password|passwd|passcode|secret|token|nonce|otp)|pwd|pass|pin|cvv|cvc|ssn|auth|api[-_]?key|sig(?:nature)?|session(?:[-_]?id)?)=)[^&#;\s]+/gi

const percentEncoded = /(?:%[\da-f]{2})+/gi

/** Halves of surrogate pairs, and the zero character: databases refuse or garble them. */
const unstorable = /[\0\p{Surrogate}]/gu
const mayBeUnstorable = /[\0\ud800-\udfff]/

/** What {@link cleanText} looks for in texts of any length, and in those that are long enough for a secret. */
const marks = /[=\0\ud800-\udfff]/
const longMarks = /[\d=\0\ud800-\udfff]|-----|eyJ/

/** Whether there is anything in a text that {@link cleanText} might change: a single look, for the many that have nothing. */
export function mayNeedCleaning(text: string): boolean {
  return text.length < SHORTEST_SECRET ? marks.test(text) : longMarks.test(text)
}

/**
 * Text as it may be kept: well-formed, without cards, tokens and the like, in plain text as in URLs.
 *
 * @param phone the text is a telephone number, which may look like another kind of number
 */
export function cleanText(text: string, phone = false): string {
  const sound = storable(text)
  const open = sound.includes('=') ? sound.replace(secretParameters, `$1${REDACTED}`) : sound
  if (open.length < SHORTEST_SECRET || !mayHoldSecret.test(open)) return open
  const clean = redact(open, phone)
  return clean.includes('%') || clean.includes('+') ? redactEncoded(clean, phone) : clean
}

/** Text that every database takes and gives back as it is. */
export function storable(text: string): string {
  return mayBeUnstorable.test(text) ? text.replace(unstorable, '\ufffd') : text
}

/** `4111%201111…` and `4111+1111…` are card numbers too. Only text that holds one gets decoded. */
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
