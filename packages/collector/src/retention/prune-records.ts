import { AUDIT } from '../audit/audit-log.ts'
import { BROUGHT, COUNTS } from '../forms/count-forms.ts'
import { RECEIPTS } from '../forms/create-form-desk.ts'
import { forgetSpam, SPAM } from '../forms/spam-folder.ts'
import { WORK_DONE } from '../forms/spam-guard.ts'
import { TOLD } from '../forms/told.ts'
import { MAILS } from '../mail/create-mail-queue.ts'
import type { Document } from '../storage/documents.ts'
import type { KeptRejection, Store, Transaction } from '../storage/port.ts'

/** For how many days records of the collector's own are kept; all others as long as what they are about. */
export const keptDays: Readonly<Record<string, number>> = {
  [AUDIT]: 400,
  // Since a visitor last told something.
  [TOLD]: 400,
  [RECEIPTS]: 90,
  [SPAM]: 90,
  // Since they were due: a collector that sends mails ends them long before.
  [MAILS]: 30,
  // Reports of forms go back three years.
  [COUNTS]: 1_100,
  [BROUGHT]: 1_100,
  // Since they ended.
  [WORK_DONE]: 0,
}

/** Messages that were refused are kept for so long, and so many of them at most. */
const REJECTED_DAYS = 90
const MOST_REJECTED = 100_000

const DAY_MS = 24 * 3_600_000
/** As many are removed in one transaction, so that events need not wait. */
const AT_ONCE = 200

/** What pruning works with. */
export interface PruneOptions {
  store: Store
  /** Milliseconds since 1970. */
  now: number
  /** How many refused messages are kept at most; 100,000 unless given. */
  mostRejected?: number
}

/** Removes what is kept for a while only and is past it; gives the number of records. */
export async function pruneRecords({
  store,
  now,
  mostRejected = MOST_REJECTED,
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

/** What was a robot's leaves the log, too. */
async function remove(transaction: Transaction, collection: string, documents: Document[]): Promise<void> {
  if (collection === SPAM) await forgetSpam(transaction, documents)
  else await transaction.deleteDocuments(documents)
}

/** Removes those with ids up to `last`. */
async function pruneRejected(store: Store, last: number): Promise<number> {
  for (let count = 0; ; ) {
    const old = await store.read((snapshot) => snapshot.rejected(last + 1, AT_ONCE))
    if (old.length === 0) return count
    await store.transact((transaction) => transaction.deleteRejected(old.map(({ id }) => id)))
    count += old.length
  }
}

/** The largest id of those that came before a time, found by halves because ids grow with time; 0 for none. */
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

/** The one with the largest id below `id`. */
async function rejectedBelow(store: Store, id: number | null): Promise<KeptRejection | undefined> {
  const [found] = await store.read((snapshot) => snapshot.rejected(id, 1))
  return found
}
