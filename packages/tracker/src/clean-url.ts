import { redact } from '@leadlight/protocol/redact'
import { guard } from './guard.ts'

/**
 * Query parameters, as `name=value`, that may carry secrets: by name, or as JSON web tokens and other long runs without blanks. Not
 * those of campaigns and click ids, which look like secrets, and tell where a visitor came from.
 */
const secret =
  /^(?!utm_|\w*(clid|braid)=)[^=]*((sid|code|key|(token|secret|pass|pwd|auth|session|sig|otp|mail|phone|name)[^=]*)=|=(eyJ|[\w~+/=.-]{32,}$))/i

/** Undefined for what is not encoded soundly. */
const decode = guard(decodeURIComponent)

/** The part before the at sign has at most 64 characters (RFC 5321), which also keeps this linear. */
const address = /[^\s/?&=:]{1,64}(@|%40)[\w.-]+/g

/** `text` without e-mail addresses, and without what {@link redact} finds. */
export function withoutAddresses(text: string): string {
  return redact(text.replace(address, ''))
}

/**
 * `href` made fit to send: no credentials, no fragment, no cards and the like, no query values that look like a token or an e-mail
 * address. Undefined for what is no URL.
 *
 * @param hash keeps the fragment
 */
export const cleanUrl = guard((href: string, hash?: boolean): URL | undefined => {
  // Most pages have no referrer, and what is thrown costs a page that loads a millisecond.
  if (!href) return
  const url = new URL(href.replace(/\/\/[^/?#]*@/, '//').replace(address, ''))
  const isUnclean = (text: string) => secret.test(text) || withoutAddresses(text) !== text
  if (!hash || isUnclean(url.hash)) url.hash = ''
  for (const [name, value] of [...url.searchParams])
    if (isUnclean(`${name}=${value}`)) url.searchParams.delete(name)
  const path = url.pathname.replaceAll('+', ' ')
  const plain = decode(path) ?? path
  if (isUnclean(plain)) url.pathname = withoutAddresses(plain)
  return url
})
