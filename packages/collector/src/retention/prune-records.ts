import { AUDIT } from '../audit/audit-log.ts'
import { ANSWERED_FIELDS } from '../forms/answered-fields.ts'
import { FORM_COUNTS, FORM_LEADS } from '../forms/count-forms.ts'
import { RECEIPTS } from '../forms/receipt-documents.ts'
import { deleteSpam, SPAM } from '../forms/spam-folder.ts'
import { USED_CHALLENGES } from '../forms/spam-guard.ts'
import { MAILS } from '../mail/queue-mails.ts'
import type { Document } from '../storage/documents.ts'
import type { KeptRejection, Store, Transaction } from '../storage/port.ts'

/** Retention of internal records in days, by collection; records of other collections are kept as long as their subject. */
export const keptDays: Readonly<Record<string, number>> = {
  [AUDIT]: 400,
  // Since the visitor last answered.
  [ANSWERED_FIELDS]: 400,
  [RECEIPTS]: 90,
  [SPAM]: 90,
  // Since they were due: a collector that sends mail finishes with them long before.
  [MAILS]: 30,
  // Reports on forms cover three years.
  [FORM_COUNTS]: 1_100,
  [FORM_LEADS]: 1_100,
  // Since the job ended.
  [USED_CHALLENGES]: 0,
}

/** Retention of rejected messages: by age and by number. */
const REJECTED_DAYS = 90
const MAX_REJECTED = 100_000

const DAY_MS = 24 * 3_600_000
/** Records deleted per transaction, so that events need not wait. */
const AT_ONCE = 200

/** Options of `pruneRecords`. */
export interface PruneOptions {
  store: Store
  /** Milliseconds since 1970. */
  now: number
  /** Maximum number of rejected messages; default 100,000. */
  mostRejected?: number
}

/** Deletes records whose retention has ended; returns how many. */
export async function pruneRecords({
  store,
  now,
  mostRejected = MAX_REJECTED,
}: PruneOptions): Promise<number> {
  let count = 0
  for (const [collection, days] of Object.entries(keptDays))
    count += await pruneDocuments(store, collection, now - days * DAY_MS)
  const byAge = await lastRejectedBefore(store, now - REJECTED_DAYS * DAY_MS)
  const newest = await rejectedBelow(store, null)
  return count + (await pruneRejected(store, Math.max(byAge, (newest?.id ?? 0) - mostRejected)))
}

async function pruneDocuments(store: Store, collection: string, until: number): Promise<number> {
  for (let count = 0; ; ) {
    const removed = await store.transact(async (transaction) => {
      const old = await transaction.documents({ collection, until, limit: AT_ONCE })
      if (old.length > 0) await remove(transaction, collection, old)
      return old.length
    })
    count += removed
    if (removed < AT_ONCE) return count
  }
}

/** Deletes documents; with spam, also its events in the log. */
async function remove(transaction: Transaction, collection: string, documents: Document[]): Promise<void> {
  if (collection === SPAM) await deleteSpam(transaction, documents)
  else await transaction.deleteDocuments(documents)
}

/** Deletes the rejected messages with ids up to `last`. */
async function pruneRejected(store: Store, last: number): Promise<number> {
  for (let count = 0; ; ) {
    const old = await store.read((snapshot) => snapshot.rejected(last + 1, AT_ONCE))
    if (old.length === 0) return count
    await store.transact((transaction) => transaction.deleteRejected(old.map(({ id }) => id)))
    count += old.length
  }
}

/**
 * The largest id of the rejected messages before a time, by binary search, since ids increase with time; 0 if there is
 * none.
 */
async function lastRejectedBefore(store: Store, time: number): Promise<number> {
  let from = 0
  let to = (await rejectedBelow(store, null))?.id ?? 0
  while (from < to) {
    const middle = Math.ceil((from + to) / 2)
    const found = await rejectedBelow(store, middle + 1)
    if (found === undefined || found.receivedAt < time) from = middle
    else to = Math.min(middle, found.id) - 1
  }
  return from
}

/** The rejected message with the largest id below `id`. */
async function rejectedBelow(store: Store, id: number | null): Promise<KeptRejection | undefined> {
  const [found] = await store.read((snapshot) => snapshot.rejected(id, 1))
  return found
}
