/** Long words that mean a secret wherever they stand in a key. */
const secretWords = /passw(or)?d|passcode|csrf|xsrf|captcha|aadha+r|secret(?!ar)|nonce|token(?!s)/i

/** Short ones that mean it only as a word of their own; `pin code` is a postal code in India. */
const secretShortWords =
  /(?<![a-z])(pwd|otp|ssn|pan|iban|cvv|cvc|csc|pin(?![ _-]?code))(?![a-z])|[a-z](Otp|Ssn|Iban|Cvv|Cvc|Pin)(?![a-z])/

/** Whether a key names something that must not be kept, whatever its value. */
export function isSecretKey(key: string): boolean {
  return secretWords.test(key) || secretShortWords.test(key) || secretShortWords.test(key.toLowerCase())
}
