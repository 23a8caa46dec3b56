import type { Document, DocumentReading } from '../storage/documents.ts'

/** A key created by `leadlight keys` or the API, as it is stored: with a digest instead of the key. */
export interface StoredKey {
  id: string
  kind: 'write' | 'secret'
  /** Display name, which is recorded in the audit log. */
  name: string
  site: string
  /** Origins of the pages that may use a write key; null for all pages. */
  origins: string[] | null
  /** SHA-256 of the key, in base64. */
  digest: string
  /** The last characters of the key, to recognize it by. */
  hint: string
  /** Milliseconds since 1970. */
  createdAt: number
  /** When it expires or was revoked, in milliseconds since 1970; null for a key without end. */
  endsAt: number | null
}

/** Number of characters of a key that are shown later. */
export const HINT_LENGTH = 4

/** Name of the collection of documents. */
export const KEYS = 'keys'

/** All keys, oldest first, including expired ones. */
export async function readStoredKeys(reading: DocumentReading, ids?: string[]): Promise<StoredKey[]> {
  const documents = await reading.documents({ collection: KEYS, ...(ids && { ids }) })
  return documents.map(({ content }) => JSON.parse(content))
}

/** The document of a key. */
export function keyDocument(key: StoredKey): Document {
  return { collection: KEYS, id: key.id, about: null, at: key.createdAt, content: JSON.stringify(key) }
}
