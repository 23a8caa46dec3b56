/** A page on the same site as the collector. */
export interface SameSite {
  /** Origin of the page, like `https://www.example.com`. */
  origin: string
  /** Domain of the cookie; null restricts it to the host. */
  domain: string | null
  isSecure: boolean
}

/** A domain with at least two labels. Browsers reject public suffixes themselves. */
const domainName = /^[a-z\d-]+(\.[a-z\d-]+)+$/

/**
 * What the requesting page has in common with the collector; undefined when it is another site. Decided by headers that
 * browsers set and pages cannot forge: `Origin`, and `Sec-Fetch-Site` where it is sent.
 *
 * @param domain as given by the page
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
