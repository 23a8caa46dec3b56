import { memoize } from '../ingest/memoize.ts'
import type { Store } from '../storage/port.ts'
import { digestKey, equalBytes, MAX_CACHED_DIGESTS } from './digest.ts'
import { readStoredKeys, type StoredKey } from './stored-key.ts'

/** Caches stored keys. */
export interface KeyCache {
  /**
   * Finds a valid key. Takes the same time for every wrong key.
   *
   * @throws StoreUnavailableError when keys were never read, and cannot be
   */
  find(key: string): Promise<StoredKey | undefined>
  /** Reads the keys if necessary; ignores failures. */
  prepare(): Promise<void>
  /** All valid write keys, as of the last read. */
  writers(): StoredKey[]
  /** Invalidates the cache. */
  forget(): void
}

/** How long keys are cached: the longest time that a revoked key works at another collector. */
const FRESH_MS = 3_000
/** An unknown key, which may have been created just now, causes another read if the cache is older than this. */
const RETRY_MS = 500

interface Read {
  at: number
  keys: { key: StoredKey; digest: Uint8Array }[]
}

/** Creates a key cache. */
export function createKeyCache(store: Store, now: () => number): KeyCache {
  const digestOf = memoize(MAX_CACHED_DIGESTS, digestKey)
  let read: Read | undefined
  let reading: Promise<Read> | undefined

  const refresh = (): Promise<Read> => {
    reading ??= store
      .read((snapshot) => readStoredKeys(snapshot))
      .then((keys) => {
        read = {
          at: now(),
          keys: keys.map((key) => ({
            key,
            digest: Uint8Array.from(atob(key.digest), (letter) => letter.charCodeAt(0)),
          })),
        }
        return read
      })
      .finally(() => {
        reading = undefined
      })
    return reading
  }
  /** While the store fails, the last keys read stay in use. */
  const upTo = async (age: number): Promise<Read> => {
    if (read !== undefined && Math.abs(now() - read.at) < age) return read
    const last = read
    return await refresh().catch((error: unknown) => {
      if (last === undefined) throw error
      return last
    })
  }
  const holds = ({ endsAt }: StoredKey) => endsAt === null || now() < endsAt
  const search = (keys: Read['keys'], given: Uint8Array): StoredKey | undefined => {
    let found: StoredKey | undefined
    for (const { key, digest } of keys) if (equalBytes(digest, given)) found = key
    return found && holds(found) ? found : undefined
  }

  return {
    async find(text) {
      const given = await digestOf(text)
      return search((await upTo(FRESH_MS)).keys, given) ?? search((await upTo(RETRY_MS)).keys, given)
    },
    async prepare() {
      await upTo(FRESH_MS).catch(() => {})
    },
    writers: () =>
      (read?.keys ?? []).map(({ key }) => key).filter((key) => key.kind === 'write' && holds(key)),
    forget() {
      read = read && { ...read, at: Number.NEGATIVE_INFINITY }
    },
  }
}
