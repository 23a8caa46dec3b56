import { redact } from '@leadlight/protocol/redact'
import { guard } from './guard.ts'

/**
 * Query parameters, as `name=value`, that may contain secrets, by what follows the lookahead:
 *
 * - a name that ends in `sid`, `code` or `key`, or in the word `tel`, `pin`, `pw` or `dob`: `PHPSESSID`, `promo_code`, `apikey`
 * - a name in which `token`, `mail` or the like stands anywhere: `access_token`, `user_email`, `tokenId`
 * - a value that begins like a JSON web token, or another long one without spaces
 *
 * A name may also stand in the value, which may be another address. The lookahead exempts campaign parameters and click ids, like
 * `utm_term`, `gclid` and `wbraid`: they look similar, but determine the source.
 */
const secret =
  /^(?!utm_|\w*(clid|braid)=).*((sid|code|key|\b(tel|pin|pw|dob)|(token|secret|pass|pwd|auth|session|sig|otp|mail|phone|mobile|name)[^=]{0,40})=|=(eyJ|[\w~+/=.-]{32,}$))/i

const decode = guard(decodeURIComponent)

/**
 * Decodes text of an address as often as it was encoded, for a query may hold another address; what is malformed becomes a space. A few
 * rounds are enough: a percent sign that was encoded many times is one at once. Only a text made to be slow needs more.
 */
function decodeAll(text: string, rounds = 8): string {
  const plain = text
    .replace(/%(25)+/g, '%')
    .replace(/\+|%[c-f]\w(%[89ab]\w)+|%\w\w/gi, (part) => (part[1] && decode(part)) ?? ' ')
  return rounds && plain !== text ? decodeAll(plain, rounds - 1) : plain
}

/**
 * E-mail addresses, and sessions as servers write them into paths, like `;jsessionid=A1`. Limiting the local part to 64 characters
 * (RFC 5321) also keeps the match linear.
 */
const address = /[^\s/?&=:]{1,64}(@|%40)[\w.-]+|;\w{0,9}sess\w*=[^/?#&]*/gi

/** Removes e-mail addresses and sessions from a text, and the secrets that {@link redact} finds. */
export function withoutAddresses(text: string): string {
  return redact(text.replace(address, ''))
}

/**
 * Removes from a URL what must not be sent: credentials, the fragment, payment card numbers and other secrets, and query parameters
 * that look like tokens or e-mail addresses. Undefined if `href` is not a valid URL.
 *
 * @param hash keeps the fragment, unless it contains a secret
 */
export const cleanUrl = guard((href: string, hash?: boolean): URL | undefined => {
  // Most pages have no referrer, and an exception would cost about a millisecond while the page loads.
  if (!href) return
  const url = new URL(href.replace(/\/\/[^/?#]*@/, '//').replace(address, ''))
  const isUnclean = (text: string) =>
    [text, decodeAll(text)].some(
      (plain) => (plain.includes('=') && secret.test(plain)) || withoutAddresses(plain) !== plain,
    )
  if (!hash || isUnclean(url.hash)) url.hash = ''
  for (const [name, value] of [...url.searchParams])
    if (isUnclean(`${name}=${value}`)) url.searchParams.delete(name)
  const path = decodeAll(url.pathname)
  if (isUnclean(path)) url.pathname = withoutAddresses(path)
  return url
})
