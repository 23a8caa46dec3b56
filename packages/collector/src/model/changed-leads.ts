import type { Snapshot, Transaction } from '../storage/port.ts'

const COLLECTION = 'leads to prepare'

/** Notes leads that something happened to while another model is prepared: they have to be prepared again. */
export async function noteChanged(transaction: Transaction, leads: string[]): Promise<void> {
  const note = { collection: COLLECTION, about: null, at: 0, content: '{}' }
  if (leads.length > 0) await transaction.saveDocuments(leads.map((id) => ({ ...note, id })))
}

/** Ids of leads that were noted, so many at most. */
export async function readChanged(snapshot: Snapshot, limit: number): Promise<string[]> {
  const found = await snapshot.documents({ collection: COLLECTION, limit })
  return found.map(({ id }) => id)
}

/** To be called when they are prepared. */
export async function forgetChanged(transaction: Transaction, leads: string[]): Promise<void> {
  if (leads.length > 0) {
    await transaction.deleteDocuments(leads.map((id) => ({ collection: COLLECTION, id })))
  }
}
