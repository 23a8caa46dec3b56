import type { List } from '@leadlight/protocol'
import { z } from 'zod'
import type { PageQuery } from '../lead-book.ts'
import { readCursor, writeCursor } from '../leads/read/cursor.ts'
import type { Store } from '../storage/port.ts'

/** One call that changed something, or took everything known of a lead out. */
export interface AuditEntry {
  /** ISO 8601. */
  at: string
  /** What the key was called that it was made with. */
  key: string
  method: string
  /** The route, with names in place of what was asked for: it tells nobody whom it was about. */
  route: string
  /** Of the answer. */
  status: number
}

/** Who changed what, and when. Throws `StoreUnavailableError` when the store fails. */
export interface AuditLog {
  record(entry: Omit<AuditEntry, 'at'>): Promise<void>
  /** Newest first. @throws InvalidCursorError */
  list(page: PageQuery): Promise<List<AuditEntry>>
}

/** Name of the collection of documents. */
export const AUDIT = 'audit'

const placeSchema = z.object({ at: z.number(), id: z.string() })

/** Keeps it as documents. */
export function createAuditLog(store: Store, now: () => number): AuditLog {
  return {
    async record(entry) {
      const document = {
        collection: AUDIT,
        id: crypto.randomUUID(),
        about: null,
        at: now(),
        content: JSON.stringify(entry),
      }
      await store.transact((transaction) => transaction.saveDocuments([document]))
    },
    async list({ cursor, limit }) {
      const after = readCursor(cursor, placeSchema) ?? null
      const listing = { collection: AUDIT, descending: true, after, limit: limit + 1 }
      const found = await store.read((snapshot) => snapshot.documents(listing))
      const shown = found.slice(0, limit)
      const last = shown.at(-1)
      return {
        data: shown.map(({ at, content }) => ({ at: new Date(at).toISOString(), ...JSON.parse(content) })),
        next: found.length > limit && last ? writeCursor({ at: last.at, id: last.id }) : null,
      }
    },
  }
}
