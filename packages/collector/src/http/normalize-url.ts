/** Paths of events and of clients' settings. */
const ofClients = /\/(?:v1\/(?:[a-z]+|projects\/[^/]+\/settings)|sourceConfig)$/

/**
 * Removes repeated and trailing slashes from a URL of the tracking API, which clients produce when their host is configured
 * with a slash. Undefined for other URLs, and when there is nothing to remove.
 */
export function normalizeUrl(text: string): string | undefined {
  const url = new URL(text)
  const normalized = url.pathname.replace(/\/{2,}/g, '/').replace(/(?<=.)\/$/, '')
  if (normalized === url.pathname || !ofClients.test(normalized)) return undefined
  url.pathname = normalized
  return url.href
}
