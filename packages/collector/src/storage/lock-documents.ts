import type { Document } from './documents.ts'
import type { Transaction } from './port.ts'

/**
 * Reads documents by id for a change that depends on what they contain. Those that do not exist are locked as well: where
 * transactions run at the same time, another one that wants to create them waits, and then finds them.
 */
export async function lockDocuments(
  transaction: Pick<Transaction, 'documents' | 'setting'>,
  collection: string,
  ids: string[],
): Promise<Document[]> {
  const found = await transaction.documents({ collection, ids })
  const known = new Set(found.map(({ id }) => id))
  const missing = ids.filter((id) => !known.has(id)).sort()
  if (missing.length === 0) return found
  // A store locks a setting that is read in a transaction, even if it was never saved.
  for (const id of missing) await transaction.setting(`${collection}/${id}`)
  return [...found, ...(await transaction.documents({ collection, ids: missing }))]
}
