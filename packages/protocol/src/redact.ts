/**
 * Removes what must never be kept from text: payment cards, IBANs, US social security numbers, Aadhaar numbers, JSON web
 * tokens, API keys and private keys. Free of schemas, so that the page and the collector share this one list.
 */

/** What stands in the text where a secret was. */
export const REDACTED = '[redacted]'

/** Told by how they begin; a private key takes the rest of the text with it. */
const keys =
  /-----BEGIN[^-]*PRIVATE.*|\b(eyJ|AKIA|AIza|SG\.|gh\w_|github_pat_|glpat-|xox\w-|[prs]k[-_]|npm_|bearer )(?=[^\s\d]{0,99}\d)[\w.~+/=-]{12,}/gis

/** All digits, or the beginning of an IBAN, which has 34 letters and digits at most (ISO 13616). */
const maySoonBeSecret = /^(\d{0,19}|[a-z]{2}(\d\d.{0,30})?)$/i

/**
 * `text` with every secret replaced by {@link REDACTED}. Never throws; takes time in proportion to the length.
 *
 * @param phone the text is a telephone number: what looks like an Aadhaar or social security number is left alone
 */
export function redact(text: string, phone = false): string {
  const parts = text.replace(keys, REDACTED).match(/\d+|[a-z]+|[^a-z\d]+/gi) ?? []
  // A card may stand between a year and an expiry date, so every stretch of parts is tried; the longest secret that begins
  // at a part wins. Up to three blanks, dots or dashes may stand within.
  for (let from = 0; from < parts.length; from++) {
    let end = 0
    let plain = ''
    for (let to = from; to < parts.length; to++) {
      const part = parts[to] ?? ''
      if (plain && /^[\s.\p{Pd}]{1,3}$/u.test(part)) continue
      plain += part
      if (!maySoonBeSecret.test(plain)) break
      if (
        plain.length > 8 &&
        isSecret(plain, parts.slice(from, to + 1).join(''), parts[from - 1], parts[to + 1], phone)
      )
        end = to + 1
    }
    if (end) parts.splice(from, end - from, REDACTED)
  }
  return parts.join('')
}

/**
 * Whether letters and digits are a secret.
 *
 * @param plain without what stands between them
 * @param written with it
 */
function isSecret(plain: string, written: string, before = '', after = '', phone: boolean): boolean {
  // With a plus in front, up to fifteen digits are an international telephone number (E.164).
  if (before.endsWith('+') && plain.length < 16) return false
  if (isCard(plain)) return !phone || plain.length > 13
  if (phone) return false
  if (/[a-z]/i.test(plain)) return isIban(plain) && !/[a-z\d]$/i.test(before) && !/^[a-z\d]/i.test(after)
  return /^\d{4}(\D*)\d{4}\1\d{4}$/.test(written) ? isAadhaar(plain) : socialSecurity.test(written)
}

const socialSecurity = /^(?!000|666|9)\d{3}([- ])(?!00)\d\d\1(?!0000)\d{4}$/

/** Payment card: its network's leading digits and length (ISO/IEC 7812), and the check digit of Luhn. */
function isCard(digits: string): boolean {
  if (!/^(4\d{12}|3[0689]\d{12}|3[47]\d{13}|([2-6]\d|8[12]|97)\d{14}|[4-6]\d{16,18})$/.test(digits))
    return false
  let sum = 0
  for (let i = 1; i <= digits.length; i++) {
    const weighted = Number(digits.at(-i)) * (i % 2 ? 1 : 2)
    sum += weighted > 9 ? weighted - 9 : weighted
  }
  return sum % 10 === 0
}

/** IBAN: 15–34 letters and digits that leave 1 when divided by 97 (ISO 7064, MOD 97-10). */
function isIban(word: string): boolean {
  if (!/^[a-z]{2}\d\d.{11,}$/i.test(word)) return false
  let rest = 0
  for (const letter of word.slice(4) + word.slice(0, 4)) {
    const value = Number.parseInt(letter, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest === 1
}

/** Aadhaar: twelve digits, the first from 2 to 9, with the check digit of Verhoeff (products in the dihedral group D5). */
function isAadhaar(digits: string): boolean {
  if (!/^[2-9]/.test(digits)) return false
  let product = 0
  for (let i = 0; i < 12; i++) {
    let digit = Number(digits[11 - i])
    for (let turn = i % 8; turn > 0; turn--) digit = Number('1576283094'[digit])
    const turned = (product < 5 ? product + digit : product - digit + 10) % 5
    product = product < 5 === digit < 5 ? turned : turned + 5
  }
  return product === 0
}
