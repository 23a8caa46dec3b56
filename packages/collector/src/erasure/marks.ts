import { toHex } from '../to-hex.ts'

/** Derives a mark from a name: deterministic, and meaningless without the secret. */
export type MakeMark = (name: string) => Promise<string>

/** Bytes of a secret, and of a mark, which must not collide. */
const SECRET_BYTES = 32
const MARK_BYTES = 16

/** Generates a secret for marks, in hexadecimal. */
export function newSecret(): string {
  return toHex(crypto.getRandomValues(new Uint8Array(SECRET_BYTES)))
}

/** Creates the function that derives marks: the first 128 bits of HMAC-SHA-256 (RFC 2104) in hexadecimal. */
export async function createMarker(secret: string): Promise<MakeMark> {
  const encoder = new TextEncoder()
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', encoder.encode(secret), algorithm, false, ['sign'])
  return async (name) => {
    const digest = await crypto.subtle.sign('HMAC', key, encoder.encode(name))
    return toHex(new Uint8Array(digest, 0, MARK_BYTES))
  }
}
