import { toHex } from '../to-hex.ts'

/** SHA-256 of a text, in hexadecimal. */
export async function digestText(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return toHex(new Uint8Array(digest))
}
