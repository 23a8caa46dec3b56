/**
 * The write key of a request: of its body, or the user name of HTTP Basic, or `?writeKey=`, or, as other senders of the same
 * protocol have it, `X-Write-Key`; null without. No bearer token: those are keys to the API.
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
