import type { Model } from '@leadlight/scoring'
import type { Document } from '../storage/documents.ts'
import type { Snapshot, Transaction } from '../storage/port.ts'

/** Name of the setting that holds the version of the model in force, as a number. */
export const VERSION_IN_FORCE = 'model in force'

/** Name of the setting under which the store remembers a model that was put in force while working. */
export const CHANGED_MODEL = 'changed model'

/**
 * How far a new model is on its way. While it is prepared, every lead gets what the rules of the new model remember of its
 * events, besides what those of the old one do; then the new model is in force, and all leads are switched over.
 */
export interface Publication {
  phase: 'preparing' | 'switching'
  model: Model
  author: string | null
  note: string | null
  /** In milliseconds since 1970. */
  startedAt: number
  /** Leads done in this phase. */
  done: number
  /** The place of the last of them. */
  after: { value: number; id: string } | null
}

const name = { collection: 'model publication', id: 'now' }

/** The publication that is on its way; null mostly. In a transaction, others who ask wait until it ends. */
export async function readPublication(snapshot: Snapshot): Promise<Publication | null> {
  const [found] = await snapshot.documents({ collection: name.collection, ids: [name.id] })
  return found === undefined ? null : JSON.parse(found.content)
}

/** Remembers how far it is; null when it is done. */
export async function savePublication(
  transaction: Transaction,
  publication: Publication | null,
): Promise<void> {
  if (publication === null) return await transaction.deleteDocuments([name])
  const document: Document = {
    ...name,
    about: null,
    at: publication.startedAt,
    content: JSON.stringify(publication),
  }
  await transaction.saveDocuments([document])
}
