/** A page that shares its site with the collector. */
export interface SameSite {
  /** Of the page, like `https://www.example.com`. */
  origin: string
  /** For the cookie; null keeps it to the host. */
  domain: string | null
  isSecure: boolean
}

/** A domain as it stands in a cookie, of two names at least; that it is none of those under which anybody may register, browsers know. */
const domainName = /^[a-z\d-]+(\.[a-z\d-]+)+$/

/**
 * What the page that asks shares with the collector; undefined when that is nothing. It goes by what browsers say and pages cannot
 * forge: `Origin`, and `Sec-Fetch-Site` where it is sent.
 *
 * @param domain as the page gives it
 */
export function sameSiteOf(request: Request, domain: unknown): SameSite | undefined {
  if (request.headers.get('sec-fetch-site') === 'cross-site') return undefined
  const origin = request.headers.get('origin') ?? ''
  const page = URL.parse(origin)
  const host = new URL(request.url).hostname
  if (!page?.protocol.startsWith('http')) return undefined
  const common = { origin, isSecure: page.protocol === 'https:' }
  if (domain === undefined || domain === null || domain === '')
    return page.hostname === host ? { ...common, domain: null } : undefined
  if (typeof domain !== 'string') return undefined
  const name = domain.replace(/^\./, '').toLowerCase()
  const isWithin = (hostname: string) => hostname === name || hostname.endsWith(`.${name}`)
  const isShared = domainName.test(name) && isWithin(page.hostname) && isWithin(host)
  return isShared ? { ...common, domain: name } : undefined
}
