/** Query parameters that may carry secrets, by name. */
const secretName = /token|secret|pass|pwd|auth|session|sid$|sig|otp|code$|key$|mail|phone/i

/** JSON web tokens and other long runs without blanks. */
const secretValue = /^eyJ|^[\w~+/=.-]{32,}$/

/** Campaign parameters and click ids look like secrets, and are what tells where a visitor came from. */
const marketing = /^utm_|clid$|braid$/

/** The part before the at sign has at most 64 characters (RFC 5321), which also keeps this linear. */
const address = /[^\s/?&=:]{1,64}(@|%40)[\w.-]+/g

/** `text` without e-mail addresses. */
export function withoutAddresses(text: string): string {
  return text.replace(address, '')
}

/**
 * `href` made fit to send: no credentials, no fragment, no query values that look like a token or an e-mail address. Undefined
 * for what is no URL.
 *
 * @param hash keeps the fragment
 */
export function cleanUrl(href: string, hash?: boolean): URL | undefined {
  try {
    const url = new URL(href)
    url.username = url.password = ''
    if (!hash) url.hash = ''
    for (const [name, value] of [...url.searchParams]) {
      if (!marketing.test(name) && (secretName.test(name) || secretValue.test(value))) {
        url.searchParams.delete(name)
      }
    }
    return new URL(withoutAddresses(url.href))
  } catch {
    return undefined
  }
}
