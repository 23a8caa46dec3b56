/** Words that mean a secret anywhere in a key. */
const secretWords = /passw(or)?d|passcode|csrf|xsrf|captcha|aadha+r|secret(?!ar)|nonce|token(?!s)/i

/** Short words that mean a secret only as a separate word; `pin code` is a postal code in India. */
const secretShortWords =
  /(?<![a-z])(pwd|otp|ssn|pan|iban|cvv|cvc|csc|pin(?![ _-]?code))(?![a-z])|[a-z](Otp|Ssn|Iban|Cvv|Cvc|Pin)(?![a-z])/

/** Whether the values of a key must not be stored. */
export function isSecretKey(key: string): boolean {
  return secretWords.test(key) || secretShortWords.test(key) || secretShortWords.test(key.toLowerCase())
}
