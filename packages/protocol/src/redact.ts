/**
 * Removes what must never be kept from text: payment cards, IBANs, US social security numbers, Aadhaar numbers, JSON web
 * tokens, API keys and private keys. Free of schemas, so that the page and the collector share this one list.
 */

/** What stands in the text where a secret was. */
export const REDACTED = '[redacted]'

/** Told by their shape alone. A private key runs to its end mark or to the end of the text. */
const keysAndTokens = [
  /-----BEGIN[^-]*PRIVATE KEY-[\s\S]*?(-----END[^-]*-----|$)/g,
  /\beyJ[\w-]{8,4096}\.[\w.-]+/g,
  /\b(AKIA|ASIA|AIza|SG\.|gh\w_|github_pat_|glpat-|xox\w-|[prs]k[-_]|npm_|hf_|shp\w\w_|bearer )(?=[^\s\d]{0,99}\d)[\w.~+/=-]{16,}/gi,
]

const socialSecurity = /(^|[^\d-])(?!000|666|9)\d{3}([- ])(?!00)\d\d\2(?!0000)\d{4}(?![-\d])/g

/** From twelve digits on, up to three blanks, dots or dashes between any two. */
const digitRun = /\d(?:[\s.\p{Pd}]{0,3}\d){11,}/gu

/** Two letters and two digits, then letters and digits, together or in groups; the words behind are caught too. */
const ibanRun = /\b[a-z]{2}\d\d(?:[ -]?[a-z\d]){11,}/gi

/**
 * `text` with every secret replaced by {@link REDACTED}. Linear in its length for bounded runs of digits; never throws.
 *
 * @param phone the text is a telephone number: what looks like an Aadhaar or social security number is left alone
 */
export function redact(text: string, phone = false): string {
  for (const pattern of keysAndTokens) text = text.replace(pattern, REDACTED)
  text = redactRuns(text, ibanRun, (word) => isIban(word))
  text = redactRuns(text, digitRun, (digits, written, plus) => {
    // With a plus in front, up to fifteen digits are an international telephone number (E.164).
    if (plus && digits.length < 16) return false
    if (phone) return digits.length > 13 && isCard(digits)
    return isCard(digits) || (/^\d{4}(\D*)\d{4}\1\d{4}$/.test(written) && isAadhaar(digits))
  })
  return phone ? text : text.replace(socialSecurity, `$1${REDACTED}`)
}

/**
 * Redacts the secrets inside each run: a card may stand between a year and an expiry date, so every stretch that begins
 * and ends with a group of the run is tried; the longest secret wins.
 */
function redactRuns(
  text: string,
  runs: RegExp,
  isSecret: (compact: string, written: string, plus: boolean) => boolean,
): string {
  return text.replace(runs, (run: string, ...rest) => {
    const offset = rest.find((value) => typeof value === 'number') ?? 0
    // Groups at even places, what separates them at odd ones.
    const parts = run.match(/[a-z\d]+|[^a-z\d]+/gi) ?? []
    for (let from = 0; from < parts.length; from += 2) {
      let end = 0
      let compact = ''
      for (let to = from; to < parts.length && compact.length < LONGEST; to += 2) {
        compact += parts[to]
        const written = parts.slice(from, to + 1).join('')
        if (isSecret(compact, written, !from && text[offset - 1] === '+')) end = to + 1
      }
      if (end) parts.splice(from, end - from, REDACTED)
    }
    return parts.join('')
  })
}

/** Longest secret of letters and digits: an IBAN (ISO 13616). */
const LONGEST = 34

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
