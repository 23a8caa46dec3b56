/** Longest address that can be delivered to (RFC 5321, with its erratum 1690). */
const LONGEST_ADDRESS = 254
const LONGEST_LOCAL_PART = 64

/** Dot-atoms (RFC 5322), letters of every script (RFC 6531). */
const localPart = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u
const domainLetters = /^[\p{L}\p{M}\p{N}.-]+$/u
const asciiDomain = /^([a-z\d]([a-z\d-]{0,61}[a-z\d])?\.)+([a-z]{2,63}|xn--[a-z\d-]{1,59})$/

/** Marks without width that come along when an address is copied. */
const invisible = /[\u200b-\u200f\u2060\ufeff\u00ad]/g

/**
 * An e-mail address in the one form by which people are told apart: trimmed, NFKC, in lower case, its domain in ASCII.
 * Dots and plus signs are left as they are: to some providers they make a difference. Undefined when it is no address.
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

function toAscii(domain: string): string | undefined {
  const ascii = domainLetters.test(domain) ? URL.parse(`http://${domain}`)?.hostname : undefined
  return ascii !== undefined && asciiDomain.test(ascii) ? ascii : undefined
}
