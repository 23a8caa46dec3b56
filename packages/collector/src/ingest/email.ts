const LONGEST_LOCAL_PART = 64

/** Dot-atoms (RFC 5322) with letters of all scripts (RFC 6531). */
const localPart = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u
/** With the full stop of Chinese and Japanese, which separates labels, too (UTS 46). */
const domainLetters = /^[\p{L}\p{M}\p{N}.\u3002-]+$/u
const asciiDomain = /^([a-z\d]([a-z\d-]{0,61}[a-z\d])?\.)+([a-z]{2,63}|xn--[a-z\d-]{1,59})$/

/** Zero-width characters that are copied along with an address. */
const invisible = /[\u200b-\u200f\u2060\ufeff\u00ad]/g

/**
 * Normalizes an e-mail address, so that each person has one form of it: trimmed, NFKC, lower case, the domain in ASCII.
 * Dots and plus signs remain, because some providers treat them as different. Undefined when it is not an address.
 */
export function normalizeEmail(text: string): string | undefined {
  if (text.length > 2 * LONGEST_ADDRESS) return undefined
  const plain = text.normalize('NFKC').replace(invisible, '').trim().toLowerCase()
  const at = plain.lastIndexOf('@')
  const local = plain.slice(0, at)
  const domain = toAscii(plain.slice(at + 1))
  const address = `${local}@${domain}`
  const sound =
    at > 0 && local.length <= LONGEST_LOCAL_PART && address.length <= LONGEST_ADDRESS && localPart.test(local)
  return sound && domain !== undefined ? address : undefined
}

/** Maximum length of a deliverable address (RFC 5321 with erratum 1690). */
export const LONGEST_ADDRESS = 254

function toAscii(domain: string): string | undefined {
  const ascii = domainLetters.test(domain) ? URL.parse(`http://${domain}`)?.hostname : undefined
  return ascii !== undefined && asciiDomain.test(ascii) ? ascii : undefined
}
