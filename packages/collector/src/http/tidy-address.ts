/**
 * An address of the tracking API without doubled slashes and without one at its end, as clients write it that are told a
 * host with a slash; undefined for any other address, and when there is nothing to tidy.
 */
export function tidyAddress(address: string): string | undefined {
  const url = new URL(address)
  const tidy = url.pathname.replace(/\/{2,}/g, '/').replace(/(?<=.)\/$/, '')
  if (tidy === url.pathname || !/\/v1\/[a-z]+$/.test(tidy)) return undefined
  url.pathname = tidy
  return url.href
}
