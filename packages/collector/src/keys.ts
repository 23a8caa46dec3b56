/** A public key: it may send events from the pages of its site, and nothing else. */
export interface WriteKey {
  kind: 'write'
  key: string
  /** Name of the site; events remember it. */
  site: string
  /** Pages that may use the key, as origins like `https://www.example.com`; the collector's own list unless given. */
  origins?: readonly string[]
}

/** A private key: it reads and changes everything, and what it sends outranks what public keys send. */
export interface SecretKey {
  kind: 'secret'
  key: string
  /** The site its events belong to; `server` unless given. */
  site?: string
}

/** A key the collector accepts. */
export type Key = WriteKey | SecretKey

/** Who sends, as its key tells. */
export interface Sender {
  site: string
  /** Came with a secret key. */
  trusted: boolean
  origins: readonly string[] | undefined
}

/** Finds the holders of keys. */
export interface Keyring {
  /** Whose key this is; undefined for an unknown one. */
  sender(key: string): Promise<Sender | undefined>
  /** Whether this is one of the secret keys; takes the same time for every wrong one. */
  isSecret(key: string): Promise<boolean>
  /** The origin lists of all write keys; undefined for those without one. */
  readonly originLists: readonly (readonly string[] | undefined)[]
}

/** @throws TypeError for an empty key, and for one that is there twice */
export function createKeyring(keys: readonly Key[]): Keyring {
  const all = new Set<string>()
  for (const { key } of keys) {
    if (key.length === 0) throw new TypeError('A key is empty: give every site a write key of its own')
    if (all.has(key)) throw new TypeError('The same key is there twice: each key has one kind and one site')
    all.add(key)
  }
  const writers = new Map<string, Sender>()
  for (const key of keys) {
    if (key.kind === 'write') {
      writers.set(key.key, { site: key.site, trusted: false, origins: key.origins?.map(originOf) })
    }
  }
  const secrets = keys.filter((key) => key.kind === 'secret')
  let digests: Promise<Uint8Array[]> | undefined

  const holder = async (key: string): Promise<SecretKey | undefined> => {
    digests ??= Promise.all(secrets.map((secret) => digestOf(secret.key)))
    const given = await digestOf(key)
    let found: SecretKey | undefined
    for (const [index, digest] of (await digests).entries()) {
      if (equalBytes(digest, given)) found = secrets[index]
    }
    return found
  }

  return {
    originLists: [...writers.values()].map((writer) => writer.origins),
    async sender(key) {
      const writer = writers.get(key)
      if (writer) return writer
      const secret = await holder(key)
      return secret && { site: secret.site ?? 'server', trusted: true, origins: undefined }
    },
    isSecret: async (key) => (await holder(key)) !== undefined,
  }
}

/**
 * An origin as browsers write it: `https://www.example.com`, without a slash at the end.
 *
 * @throws TypeError when it is not an origin
 */
export function originOf(text: string): string {
  const url = URL.parse(text)
  const isOrigin = url !== null && url.origin !== 'null' && `${url.origin}/` === url.href
  if (!isOrigin) throw new TypeError(`"${text}" is not an origin: write it like https://www.example.com`)
  return url.origin
}

async function digestOf(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
}

/** Looks at every byte, so that the time tells nothing about the place of the first difference. */
function equalBytes(one: Uint8Array, other: Uint8Array): boolean {
  let difference = one.length ^ other.length
  for (const [index, byte] of one.entries()) difference |= byte ^ (other[index] ?? 0)
  return difference === 0
}
