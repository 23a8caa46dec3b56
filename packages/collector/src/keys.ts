import { memoize } from './ingest/memoize.ts'
import type { KeyCache } from './keys/create-key-cache.ts'
import { digestKey, equalBytes, MAX_CACHED_DIGESTS } from './keys/digest.ts'
import { HINT_LENGTH } from './keys/stored-key.ts'

/** A public key, which can only send events from the pages of its site. */
export interface WriteKey {
  kind: 'write'
  key: string
  /** Name of the site, which is stored with events. */
  site: string
  /** Pages that may use the key, as origins like `https://www.example.com`; by default those allowed by the collector. */
  origins?: readonly string[]
}

/** A private key, which can read and change everything; what it sends takes precedence over public keys. */
export interface SecretKey {
  kind: 'secret'
  key: string
  /** The site of its events; default `server`. */
  site?: string
  /** Display name, which is recorded in the audit log; default `configured`. */
  name?: string
}

/** A key the collector accepts. */
export type Key = WriteKey | SecretKey

/** The sender of a request, by its key. */
export interface Sender {
  site: string
  /** Whether it has a secret key. */
  trusted: boolean
  origins: readonly string[] | undefined
}

/** A valid write key, as its owner may see it. */
export interface WriteKeyInfo {
  /** Null for a stored one, of which only the digest is known. */
  key: string | null
  /** Its last characters. */
  hint: string
  site: string
  origins: readonly string[] | undefined
}

/** Looks up keys. */
export interface Keyring {
  /** The sender with this key; undefined for an unknown one. */
  sender(key: string): Promise<Sender | undefined>
  /** The name of a secret key; undefined for any other key. Takes the same time for every wrong one. */
  secretName(key: string): Promise<string | undefined>
  /** All write keys, as far as the stored ones have been read. */
  writeKeys(): readonly WriteKeyInfo[]
  /** Reads the stored keys, unless the cache is fresh or the store fails. */
  prepare(): Promise<void>
}

/**
 * Creates a keyring of configured keys, which need no store, and of stored keys, which can be revoked at any time.
 *
 * @throws TypeError for an empty or duplicate key, an unknown kind, or a write key without a site
 */
export function createKeyring(keys: readonly Key[], stored: KeyCache): Keyring {
  const all = new Set<string>()
  for (const { key, kind, site } of keys) {
    // Plain JavaScript may pass a variable that is not set, too.
    if (typeof key !== 'string' || key.length === 0) {
      throw new TypeError(`A ${kind} key is empty: see that its variable is set, and give every site its own`)
    }
    if (kind !== 'write' && kind !== 'secret') {
      throw new TypeError(`A key has the kind "${kind}": it is "write" or "secret"`)
    }
    if (kind === 'write' && !site) {
      throw new TypeError('A write key has no `site`: name its website, like "www"')
    }
    if (all.has(key)) throw new TypeError('A key occurs twice: each key has one kind and one site')
    all.add(key)
  }
  const writers = new Map<string, Sender>()
  for (const key of keys) {
    if (key.kind === 'write') {
      writers.set(key.key, { site: key.site, trusted: false, origins: key.origins?.map(originOf) })
    }
  }
  const secrets = keys.filter((key) => key.kind === 'secret')
  const digestOf = memoize(MAX_CACHED_DIGESTS, digestKey)
  let digests: Promise<Uint8Array[]> | undefined

  const findSecretKey = async (key: string): Promise<SecretKey | undefined> => {
    digests ??= Promise.all(secrets.map((secret) => digestKey(secret.key)))
    const given = await digestOf(key)
    let found: SecretKey | undefined
    for (const [index, digest] of (await digests).entries()) {
      if (equalBytes(digest, given)) found = secrets[index]
    }
    return found
  }

  return {
    writeKeys: () => [
      ...[...writers].map(([key, { site, origins }]) => ({
        key,
        hint: key.slice(-HINT_LENGTH),
        site,
        origins,
      })),
      ...stored.writers().map(({ hint, site, origins }) => ({
        key: null,
        hint,
        site,
        origins: origins ?? undefined,
      })),
    ],
    prepare: stored.prepare,
    async sender(key) {
      const writer = writers.get(key)
      if (writer) return writer
      const secret = await findSecretKey(key)
      if (secret) return { site: secret.site ?? 'server', trusted: true, origins: undefined }
      const found = await stored.find(key)
      if (found === undefined) return undefined
      const { kind, site, origins } = found
      return { site, trusted: kind === 'secret', origins: origins ?? undefined }
    },
    async secretName(key) {
      const secret = await findSecretKey(key)
      if (secret) return secret.name ?? 'configured'
      const found = await stored.find(key)
      return found?.kind === 'secret' ? found.name : undefined
    },
  }
}

/**
 * An origin as browsers write it: `https://www.example.com`, without a slash at the end.
 *
 * @throws TypeError when it is not an origin
 */
export function originOf(text: string): string {
  const url = URL.parse(text)
  const isOrigin = url !== null && /^https?:$/.test(url.protocol) && `${url.origin}/` === url.href
  if (!isOrigin) throw new TypeError(`"${text}" is not an origin: write it like https://www.example.com`)
  if (url.hostname.includes('*'))
    throw new TypeError(`"${text}" is a pattern: name each origin, like https://www.example.com`)
  return url.origin
}
