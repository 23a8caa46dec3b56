import { redact } from '@leadlight/protocol/redact'
import { guard } from './guard.ts'

/**
 * Query parameters, as `name=value`, that may contain secrets: recognised by their name, or by a name in the value, which may be
 * another address, or because the value is a JSON web token or another long text without spaces. Campaign parameters and click ids are
 * exempt: they look similar, but determine the source.
 */
const secret =
  /^(?!utm_|\w*(clid|braid)=).*((sid|code|key|\b(tel|pin|pw|dob)|(token|secret|pass|pwd|auth|session|sig|otp|mail|phone|mobile|name)[^=]{0,40})=|=(eyJ|[\w~+/=.-]{32,}$))/i

/** Decodes percent-encoded text; undefined if it is malformed. */
const decode = guard(decodeURIComponent)

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
    (text.includes('=') && secret.test(text)) || withoutAddresses(text) !== text
  if (!hash || isUnclean(url.hash)) url.hash = ''
  for (const [name, value] of [...url.searchParams])
    if (isUnclean(`${name}=${value}`)) url.searchParams.delete(name)
  const path = url.pathname.replaceAll('+', ' ')
  const plain = decode(path) ?? path
  if (isUnclean(plain)) url.pathname = withoutAddresses(plain)
  return url
})
