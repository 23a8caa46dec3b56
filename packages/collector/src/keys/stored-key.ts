import type { Document, DocumentReading } from '../storage/documents.ts'

/** A key that was made by `leadlight keys` or the API, as the store keeps it: never the key itself. */
export interface StoredKey {
  id: string
  kind: 'write' | 'secret'
  /** What people call it; the log of changes names it. */
  name: string
  site: string
  /** Pages that may use a write key; null for those that may use any. */
  origins: string[] | null
  /** SHA-256 of the key, in base64. */
  digest: string
  /** The last characters of the key, to tell keys apart. */
  hint: string
  /** Milliseconds since 1970. */
  createdAt: number
  /** From then on it is refused: revoked, or replaced by another; null for a key that goes on. */
  endsAt: number | null
}

/** Name of the collection of documents. */
export const KEYS = 'keys'

/** All keys, the oldest first, those that have ended too. */
export async function readStoredKeys(reading: DocumentReading, ids?: string[]): Promise<StoredKey[]> {
  const documents = await reading.documents({ collection: KEYS, ...(ids && { ids }) })
  return documents.map(({ content }) => JSON.parse(content))
}

/** The document of a key. */
export function keyDocument(key: StoredKey): Document {
  return { collection: KEYS, id: key.id, about: null, at: key.createdAt, content: JSON.stringify(key) }
}
