import { toHex } from '../to-hex.ts'

/** Entity tags (RFC 9110, 8.8.3). */

/** Whether `If-None-Match` contains this tag, by weak comparison (RFC 9110, 13.1.2). */
export function matchesEtag(header: string | null, etag: string): boolean {
  if (header === null) return false
  return header.split(',').some((known) => known.trim() === '*' || known.trim().replace(/^W\//, '') === etag)
}

/** A strong entity tag for some content. */
export async function createEtag(body: Uint8Array<ArrayBuffer> | string): Promise<string> {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return `"${toHex(digest.slice(0, 16))}"`
}
