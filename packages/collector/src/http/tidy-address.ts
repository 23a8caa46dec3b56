/**
 * Removes repeated and trailing slashes from a URL of the tracking API, which clients produce when their host is configured
 * with a slash. Undefined for other URLs, and when there is nothing to remove.
 */
export function tidyAddress(address: string): string | undefined {
  const url = new URL(address)
  const tidy = url.pathname.replace(/\/{2,}/g, '/').replace(/(?<=.)\/$/, '')
  if (tidy === url.pathname || !/\/v1\/[a-z]+$/.test(tidy)) return undefined
  url.pathname = tidy
  return url.href
}
