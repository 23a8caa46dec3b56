/**
 * Removes what must never be kept from text: payment cards, IBANs, US social security numbers, Aadhaar numbers, JSON web
 * tokens, API keys and private keys. Free of schemas, so that the page and the collector share this one list.
 */

/** What stands in the text where a secret was. */
export const REDACTED = '[redacted]'

/** Told by how they begin; a private key takes the rest of the text with it. */
const keys =
  /-----BEGIN.*|\b(eyJ|AKIA|AIza|SG\.|gh\w_|github_pat_|glpat-|xox\w-|[prs]k[-_]|npm_|bearer )(?=\S{0,99}\d)[\w.~+/=-]{12,}/gis

/**
 * From every place where an IBAN or a number may begin, as far as it may reach; they overlap, for a card may stand behind a
 * year. Up to three blanks, dots or dashes may stand between two letters or digits. An IBAN has 34 at most (ISO 13616).
 */
const runs =
  /(?<![a-z\d])(?=([a-z]{2}\d\d(?:[\s.\u2010-\u2015-]{0,3}[a-z\d]){11,30}(?![a-z\d])))|(?<![+\d])(?=(\+?\d(?:[\s.\u2010-\u2015-]{0,3}\d){8,18}(?!\d)))/gi

/** The last word or number of a run, with what stands before it. */
const lastPart = /[^a-z\d]*[a-z\d]+$/i

/** A network's leading digits and length (ISO/IEC 7812). With a plus in front, up to 15 digits are a telephone number. */
const card = /^(4\d{12}|3[0689]\d{12}|3[47]\d{13}|\+?(([2-6]\d|8[12]|97)\d{14}|[4-6]\d{16,18}))$/

/**
 * `text` with every secret replaced by {@link REDACTED}. Never throws; takes time in proportion to the length.
 *
 * @param phone the text is a telephone number: what looks like an Aadhaar or social security number is left alone
 */
export function redact(text: string, phone = false): string {
  const open = text.replace(keys, REDACTED)
  let clean = ''
  let done = 0
  // A card may have an expiry date behind it, so the end of a run is cut off, part by part.
  for (const match of open.matchAll(runs))
    for (let part = match.join(''); part[8]; part = part.replace(lastPart, ''))
      if (isSecret(part, phone)) {
        if (match.index >= done) clean += open.slice(done, match.index) + REDACTED
        done = Math.max(done, match.index + part.length)
        break
      }
  return clean + open.slice(done)
}

/** Three, two and four digits; with a 9 in front, a taxpayer's number. */
const socialSecurityNumber = /^\d{3}([- ])\d\d\1\d{4}$/

/** Twelve digits, also in groups of four. */
const aadhaarNumber = /^[2-9]\d{3}(\D*)\d{4}\1\d{4}$/

function isSecret(written: string, phone: boolean): boolean {
  const plain = written.replace(/[^a-z\d+]/gi, '')
  if (card.test(plain)) return plain.length > (phone ? 13 : 0) && checks(plain, '0246813579', 2)
  if (phone) return false
  if (/^[a-z].{14}/i.test(plain)) return isIban(plain)
  return socialSecurityNumber.test(written) || (aadhaarNumber.test(written) && checks(plain, '1576283094', 8))
}

/** Letters are numbers from 10 on; divided by 97, one is left (ISO 7064, MOD 97-10). */
function isIban(plain: string): boolean {
  const digits = (plain.slice(4) + plain.slice(0, 4)).replace(/./g, (c) => `${Number.parseInt(c, 36)}`)
  return BigInt(digits) % 97n === 1n
}

/**
 * Whether the check digit is right, by Luhn (each second digit is exchanged) or Verhoeff (each digit is exchanged as often
 * as its place from the right says, modulo 8, and the products are those of the dihedral group D5).
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
