import type { List } from '@leadlight/protocol'
import { z } from 'zod'
import type { PageQuery } from '../lead-service.ts'
import { cutPage, readCursor } from '../leads/read/cursor.ts'
import type { Store } from '../storage/port.ts'

/** An API call that changed something, or exported a lead. */
export interface AuditEntry {
  /** ISO 8601. */
  at: string
  /** Name of the API key. */
  key: string
  method: string
  /** The route with placeholders instead of ids, so that the log contains no personal data. */
  route: string
  /** HTTP status of the response. */
  status: number
}

/** The log of changes made through the API. Throws `StoreUnavailableError` when the store fails. */
export interface AuditLog {
  record(entry: Omit<AuditEntry, 'at'>): Promise<void>
  /** Newest first. @throws InvalidCursorError */
  list(page: PageQuery): Promise<List<AuditEntry>>
}

/** Name of the collection of documents. */
export const AUDIT = 'audit'

const placeSchema = z.object({ at: z.number(), id: z.string() })

/**
 * Creates an audit log that is stored as documents.
 *
 * @param now milliseconds since 1970
 */
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
      const { shown, next } = cutPage(found, limit, ({ at, id }) => ({ at, id }))
      return {
        data: shown.map(({ at, content }) => ({ at: new Date(at).toISOString(), ...JSON.parse(content) })),
        next,
      }
    },
  }
}
