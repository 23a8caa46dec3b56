/** The write key of a request: of its body, or the user name of HTTP Basic, or `?writeKey=`; null without. */
export function readWriteKey(inBody: string | null, headers: Headers, url: string): string | null {
  if (inBody !== null) return inBody
  return basicUser(headers.get('authorization')) ?? (new URL(url).searchParams.get('writeKey') || null)
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
