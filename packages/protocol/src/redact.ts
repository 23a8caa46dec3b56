/**
 * Removes from text what must never be stored: payment card numbers, IBANs, US social security numbers, Aadhaar numbers,
 * JSON web tokens, API keys and private keys. Free of schemas, so that page and collector can share it.
 */

/** Replaces each secret in the text. */
export const REDACTED = '[redacted]'

/**
 * Private keys, of which everything after the header is removed, and keys and tokens, recognised by their prefix, that contain a digit:
 *
 * - `eyJ`: JSON web tokens
 * - `AKIA`: Amazon; `AIza`, `ya29`, `GOCSPX`: Google; `SG.`: SendGrid
 * - `ghp_` and the like, `github_pat_`: GitHub; `npm_`; `hf_`: Hugging Face; `whsec_`: webhooks; `glpat-`: GitLab
 * - `xoxb-` and the like, `xapp-`: Slack
 * - `sk_`, `sk-`, `pk_`, `rk_`: Stripe, OpenAI and many others
 * - `Bearer `: what a header of HTTP allows
 */
const keys =
  /-----BEGIN.*|(?<![a-z\d])(eyJ|AKIA|AIza|ya29|GOCSPX|SG\.|(gh\w|github_pat|npm|hf|whsec)_|glpat-|x(ox\w|app)-|[prs]k[-_]|bearer )(?=\S{0,99}\d)[\w.~+/=-]{12,}/gis

/**
 * The longest candidate for an IBAN or a number at every position where one may begin. Candidates overlap, because a card
 * number may follow other digits, such as a year. Up to three spaces, dots, dashes or signs that nobody sees may separate two characters. An
 * IBAN has at most 34 characters (ISO 13616). Digits in an e-mail address, often those of a phone, are no number of a card or person.
 */
const runs =
  /(?<![a-z\d])(?=([a-z]{2}\d\d(?:[\s.\p{Pd}\p{Cf}]{0,3}[a-z\d]){11,30}(?![a-z\d])))|(?<![+\d])(?=(\+?\d(?:[\s.\p{Pd}\p{Cf}]{0,3}\d){8,18}(?!\d|[\w.+-]{0,18}@)))/giu

/** The last word or number of a run, with the separators before it. */
const lastPart = /[^a-z\d]*[a-z\d]+$/i

/**
 * Leading digits and lengths of the card networks (ISO/IEC 7812), none of which begins like a year of ours. After a plus, up to 15 digits
 * are a phone number.
 */
const card = /^(4\d{12}|3[0689]\d{12}|3[47]\d{13}|\+?((2[2-7]|[3-6]\d|8[12]|97)\d{14}|[4-6]\d{16,18}))$/

/** A digit of any script, or the beginning of a private key. */
const marks = /\p{Nd}|-{5}/u

/**
 * Replaces every secret in `text` by {@link REDACTED}. Never throws; takes time linear in the length of the text.
 *
 * @param phone whether the text is a phone number, in which Aadhaar and social security numbers are not looked for
 */
export function redact(text: string, phone = false): string {
  // Most texts contain no secret, and patterns are slow when first used.
  if (!marks.test(text)) return text
  const open = text.replace(keys, REDACTED)
  // A zero stands at a place that ends in 0 (in hexadecimal), that of Hindi and Bengali in 6.
  const latin = open.replace(/[^ -~]/g, (digit) => {
    const place = digit.charCodeAt(0)
    return marks.test(digit) ? `${(place - (place >> 9 === 4 ? 6 : 0)) % 16}` : digit
  })
  let clean = ''
  let done = 0
  // An expiry date may follow a card number, so parts are cut off the end of a run until a secret is left.
  for (const match of latin.matchAll(runs))
    for (let part = match.join(''); part[8]; part = part.replace(lastPart, ''))
      if (isSecret(part, phone)) {
        if (match.index >= done) clean += open.slice(done, match.index) + REDACTED
        done = Math.max(done, match.index + part.length)
        break
      }
  return clean + open.slice(done)
}

/** Three, two and four digits; with a leading 9, an individual taxpayer number. */
const socialSecurityNumber = /^\d{3}(\D)\d\d\1\d{4}$/

/** Twelve digits, also in groups of four. */
const aadhaarNumber = /^[2-9]\d{3}(\D*)\d{4}\1\d{4}$/

function isSecret(written: string, phone: boolean): boolean {
  const plain = written.replace(/[^a-z\d+]/gi, '')
  if (card.test(plain)) return plain.length > (phone ? 13 : 0) && checks(plain, '0246813579', 2)
  if (phone) return false
  if (/^[a-z].{14}/i.test(plain)) return isIban(plain)
  return socialSecurityNumber.test(written) || (aadhaarNumber.test(written) && checks(plain, '1576283094', 8))
}

/** MOD 97-10 of ISO 7064: with letters read as 10 to 35, the number leaves a remainder of 1 when divided by 97. */
function isIban(plain: string): boolean {
  const digits = (plain.slice(4) + plain.slice(0, 4)).replace(/./g, (c) => `${Number.parseInt(c, 36)}`)
  return BigInt(digits) % 97n === 1n
}

/**
 * Whether the check digit is right. With a `cycle` of 2, by the Luhn algorithm: every second digit from the right is
 * substituted by `table`. With a `cycle` of 8, by the Verhoeff algorithm: the digit at place i from the right is substituted
 * i modulo 8 times, and digits are combined by the multiplication of the dihedral group D5.
 */
function checks(digits: string, table: string, cycle: number): boolean {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    let digit = Number(digits.at(-1 - i))
    for (let turn = i % cycle; turn--; ) digit = Number(table[digit])
    if (cycle < 3) sum = (sum + digit) % 10
    else sum = ((sum < 5 ? sum + digit : sum - digit + 10) % 5) + (sum < 5 === digit < 5 ? 0 : 5)
  }
  return !sum
}
