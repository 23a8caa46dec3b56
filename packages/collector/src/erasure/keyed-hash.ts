import { toHex } from '../to-hex.ts'

/** Hashes a name with a secret key: deterministic, and meaningless without the secret. */
export type KeyedHash = (name: string) => Promise<string>

/** Bytes of a secret, and of a hash, which must not collide. */
const SECRET_BYTES = 32
const HASH_BYTES = 16

/** Generates a secret, in hexadecimal. */
export function newSecret(): string {
  return toHex(crypto.getRandomValues(new Uint8Array(SECRET_BYTES)))
}

/** Creates the hash function of a secret: the first 128 bits of HMAC-SHA-256 (RFC 2104) in hexadecimal. */
export async function createKeyedHash(secret: string): Promise<KeyedHash> {
  const encoder = new TextEncoder()
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', encoder.encode(secret), algorithm, false, ['sign'])
  return async (name) => {
    const digest = await crypto.subtle.sign('HMAC', key, encoder.encode(name))
    return toHex(new Uint8Array(digest, 0, HASH_BYTES))
  }
}
