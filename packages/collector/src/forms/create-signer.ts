import { equalBytes } from '../keys/digest.ts'
import type { Store } from '../storage/port.ts'

/** Signs and verifies tokens. Throws `StoreUnavailableError` when the store fails. */
export interface Signer {
  /** Creates a URL-safe token with `content`, valid for one purpose only. */
  sign(purpose: string, content: unknown): Promise<string>
  /** The content of a token; undefined when it was not signed here for this purpose. */
  open(purpose: string, token: unknown): Promise<unknown>
  /** The secret of a purpose, for protocols with their own signatures. */
  secret(purpose: string): Promise<string>
}

/** Name of the setting with the secret, so that tokens survive restarts and are valid at all collectors. */
const SETTING = 'form secret'

/** 256 bits. */
const SECRET_BYTES = 32

/** Longer tokens are not ours; in UTF-16 code units. */
const LONGEST_TOKEN = 2_000

/** Creates a signer with HMAC-SHA-256 (RFC 2104). The secret is generated and stored at the first use. */
export function createSigner(store: Store): Signer {
  let key: Promise<CryptoKey> | undefined

  const getKey = (): Promise<CryptoKey> => {
    key ??= readSecret(store).then(importKey)
    // Try again later when the store fails.
    key.catch(() => {
      key = undefined
    })
    return key
  }
  const mark = async (purpose: string, payload: string) =>
    new Uint8Array(await crypto.subtle.sign('HMAC', await getKey(), encode(`${purpose}\n${payload}`)))

  return {
    async sign(purpose, content) {
      const payload = toBase64(encode(JSON.stringify(content)))
      return `${payload}.${toBase64(await mark(purpose, payload))}`
    },
    async open(purpose, token) {
      if (typeof token !== 'string' || token.length > LONGEST_TOKEN) return undefined
      const [payload = '', signature = ''] = token.split('.')
      const expected = toBase64(await mark(purpose, payload))
      if (!equalBytes(encode(expected), encode(signature))) return undefined
      return JSON.parse(new TextDecoder().decode(fromBase64(payload)))
    },
    secret: async (purpose) => toBase64(await mark(purpose, 'secret')),
  }
}

async function readSecret(store: Store): Promise<string> {
  const known = await store.read((snapshot) => snapshot.setting(SETTING))
  if (known !== null) return known
  return await store.transact(async (transaction) => {
    const made = await transaction.setting(SETTING)
    if (made !== null) return made
    const secret = toBase64(crypto.getRandomValues(new Uint8Array(SECRET_BYTES)))
    await transaction.saveSetting(SETTING, secret)
    return secret
  })
}

function importKey(secret: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
}

function encode(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}

/** Base64url (RFC 4648, 5) without padding. */
function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) =>
    letter.charCodeAt(0),
  )
}
