import { RefusedError } from '../http/refused-error.ts'
import { originOf } from '../keys.ts'
import type { Store, Transaction } from '../storage/port.ts'
import { toHex } from '../to-hex.ts'
import { digestKey } from './digest.ts'
import { HINT_LENGTH, keyDocument, readStoredKeys, type StoredKey } from './stored-key.ts'

/** The properties of a key to create. */
export interface NewKey {
  kind: 'write' | 'secret'
  name: string
  /** `default` by default. */
  site?: string
  /** Origins of the pages that may use a write key. */
  origins?: string[]
}

/** A new key; its text is available only here. */
export interface CreatedKey {
  key: string
  stored: StoredKey
}

/** Creates, rotates and revokes stored keys. Throws `StoreUnavailableError` when the store fails. */
export interface KeyManager {
  list(): Promise<StoredKey[]>
  /** @throws RefusedError 400 for origins that are none */
  create(properties: NewKey): Promise<CreatedKey>
  /**
   * Replaces a key; the old one expires `graceMs` milliseconds later. Undefined when there is no such valid key.
   */
  rotate(id: string, graceMs: number): Promise<CreatedKey | undefined>
  /** Revokes a key immediately; undefined when there is no such valid key. */
  revoke(id: string): Promise<StoredKey | undefined>
}

const KEY_BYTES = 20
const ID_BYTES = 6

/** Creates a key manager. @param now milliseconds since 1970 */
export function createKeyManager(store: Store, now: () => number): KeyManager {
  const save = (transaction: Transaction, keys: StoredKey[]) =>
    transaction.saveDocuments(keys.map(keyDocument))
  /** Finds a valid key. */
  const find = async (transaction: Transaction, id: string) => {
    const [key] = await readStoredKeys(transaction, [id])
    return key && (key.endsAt === null || now() < key.endsAt) ? key : undefined
  }

  return {
    list: () => store.read((snapshot) => readStoredKeys(snapshot)),
    async create(properties) {
      const created = await makeKey(properties, now())
      await store.transact((transaction) => save(transaction, [created.stored]))
      return created
    },
    rotate: (id, graceMs) =>
      store.transact(async (transaction) => {
        const old = await find(transaction, id)
        if (old === undefined) return undefined
        const { kind, name, site, origins } = old
        const created = await makeKey({ kind, name, site, ...(origins && { origins }) }, now())
        await save(transaction, [
          { ...old, endsAt: Math.min(old.endsAt ?? Infinity, now() + graceMs) },
          created.stored,
        ])
        return created
      }),
    revoke: (id) =>
      store.transact(async (transaction) => {
        const old = await find(transaction, id)
        if (old === undefined) return undefined
        const ended = { ...old, endsAt: now() }
        await save(transaction, [ended])
        return ended
      }),
  }
}

async function makeKey(properties: NewKey, now: number): Promise<CreatedKey> {
  const key = `${properties.kind === 'write' ? 'wk' : 'sk'}_${random(KEY_BYTES)}`
  const digest = await digestKey(key)
  const stored = {
    id: random(ID_BYTES),
    kind: properties.kind,
    name: properties.name,
    site: properties.site ?? 'default',
    origins: properties.origins?.map(checkOrigin) ?? null,
    digest: btoa(String.fromCharCode(...digest)),
    hint: key.slice(-HINT_LENGTH),
    createdAt: now,
    endsAt: null,
  }
  return { key, stored }
}

function checkOrigin(text: string): string {
  try {
    return originOf(text)
  } catch (error) {
    throw new RefusedError(400, 'invalid_origin', error instanceof Error ? error.message : String(error))
  }
}

/** Random hexadecimal digits, which a double click selects as a whole. */
function random(bytes: number): string {
  return toHex(crypto.getRandomValues(new Uint8Array(bytes)))
}
