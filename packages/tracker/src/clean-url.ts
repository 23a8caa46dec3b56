/** Campaign parameters and click ids: kept, though they look like tokens. */
const marketing = /^(utm_|.*clid$|[gw]braid$|li_fat_id$|_hs|mc_|ref$)/i

const secretName =
  /token|secret|passw|pwd|passcode|auth|session|sid$|signature|^sig$|otp|code$|api_?key|e-?mail|phone/i

/** JSON web tokens, and long runs that mix letters and digits. */
const secretValue = /^eyJ|^(?=.*\d)(?=.*[a-z])[\w~+/=.-]{32,}$/i

/** The part before the at sign has at most 64 characters (RFC 5321), which also keeps this linear. */
const address = /[^\s/?&=#:;,<>"'()[\]]{1,64}(@|%40)[^\s/?&=#:;,<>"'()[\]]+/g

/** `text` without e-mail addresses. */
export function withoutAddresses(text: string): string {
  return text.replace(address, '')
}

/**
 * `href`, made fit to send: no credentials, no fragment, no query values that look like a token or an
 * e-mail address. Campaign parameters and click ids stay. Undefined for what is no URL.
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
