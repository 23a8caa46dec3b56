/** A website to make a write key for. */
export interface Website {
  /** Its host name; also the name of the site in events. */
  site: string
  /** Origins of its pages. */
  origins: string[]
}

/**
 * The website at an address, which may lack its scheme; null when it is no address. `example.com` and `www.example.com` are one
 * website, since most owners name one of them and send visitors to the other. Without a scheme, an IP address or `localhost` is
 * taken for a website under development, which is seldom served over https.
 */
export function siteAt(text: string): Website | null {
  const address = text.trim()
  const hasScheme = /^https?:\/\//i.test(address)
  const isLocal = /^(?:(?:[\w-]+\.)*localhost|[\d.]+)(?:[:/]|$)/i.test(address)
  const url = URL.parse(hasScheme ? address : `${isLocal ? 'http' : 'https'}://${address}`)
  if (url === null || !/^[\w.-]{1,64}$/.test(url.hostname)) return null
  const { hostname, origin } = url
  const twin = hostname.startsWith('www.') ? hostname.slice(4) : `www.${hostname}`
  const isNamed = /^(?:www\.)?[\w-]+\.(?!localhost$)[a-z][\w-]*$/.test(hostname)
  return { site: hostname, origins: isNamed ? [origin, origin.replace(hostname, twin)] : [origin] }
}
