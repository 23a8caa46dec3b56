/**
 * The write key of a request: in the body, as the user name of HTTP Basic, as `?writeKey=`, or in `X-Write-Key`, which
 * other senders of this protocol use; null without one. Bearer tokens do not count: they are keys of the API.
 */
export function readWriteKey(inBody: string | null, headers: Headers, url: string): string | null {
  if (inBody !== null) return inBody
  const inAddress = () => new URL(url).searchParams.get('writeKey') || null
  return basicUser(headers.get('authorization')) ?? inAddress() ?? (headers.get('x-write-key') || null)
}

/** The user name of HTTP Basic authentication (RFC 7617). */
function basicUser(authorization: string | null): string | null {
  const encoded = /^basic +([\w+/=-]+) *$/i.exec(authorization ?? '')?.[1]
  if (encoded === undefined) return null
  try {
    const bytes = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0))
    return new TextDecoder().decode(bytes).split(':', 1)[0] || null
  } catch {
    return null
  }
}
