import type { Snapshot, Transaction } from '../storage/port.ts'

const COLLECTION = 'leads to prepare'

/** Notes leads that changed while another model is being prepared, and must be prepared again. */
export async function markChanged(transaction: Transaction, leads: string[]): Promise<void> {
  const note = { collection: COLLECTION, about: null, at: 0, content: '{}' }
  if (leads.length > 0) await transaction.saveDocuments(leads.map((id) => ({ ...note, id })))
}

/** Ids of at most `limit` noted leads. */
export async function readChanged(snapshot: Snapshot, limit: number): Promise<string[]> {
  const found = await snapshot.documents({ collection: COLLECTION, limit })
  return found.map(({ id }) => id)
}

/** Removes the notes of leads that were prepared. */
export async function unmarkChanged(transaction: Transaction, leads: string[]): Promise<void> {
  if (leads.length > 0) {
    await transaction.deleteDocuments(leads.map((id) => ({ collection: COLLECTION, id })))
  }
}
