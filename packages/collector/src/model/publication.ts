import { type Model, parseModel } from '@leadlight/scoring'
import type { Document } from '../storage/documents.ts'
import type { Snapshot, Transaction } from '../storage/port.ts'

/** Name of the setting with the version of the current model; see {@link readInForce}. */
export const VERSION_IN_FORCE = 'model in force'

/** Name of the setting with the model by which the stored leads were last scored, as JSON. */
export const MODEL_SETTING = 'model'

/** The model by which the stored leads were last scored; null when there is none, or none that this program understands. */
export async function readScoredBy(snapshot: Snapshot): Promise<Model | null> {
  const text = await snapshot.setting(MODEL_SETTING)
  if (text === null) return null
  const model: Model = JSON.parse(text)
  // Validated, but used as it was stored: its text, including the order of keys, tells whether it has changed.
  return 'model' in parseModel(model) ? model : null
}

/** The model by which the stored leads were last scored, if its version is higher than that of another model. */
export async function readLaterModel(snapshot: Snapshot, { version }: Model): Promise<Model | null> {
  const model = await readScoredBy(snapshot)
  return model !== null && model.version > version ? model : null
}

/** The content of the setting {@link VERSION_IN_FORCE}, which every transaction that stores events reads. */
export interface InForce {
  /** Null before any model was used. */
  version: number | null
  /** Whether another model is being prepared, so that leads that change must be noted. */
  coming: boolean
}

/**
 * Parses the setting {@link VERSION_IN_FORCE}: a version, followed by a plus sign while another model is being prepared.
 */
export function readInForce(text: string | null): InForce {
  return { version: text === null ? null : Number.parseInt(text, 10), coming: text?.endsWith('+') ?? false }
}

/** The inverse of {@link readInForce}. */
export function writeInForce({ version, coming }: InForce): string {
  return `${version}${coming ? '+' : ''}`
}

/**
 * The state of publishing a model. In the first phase, all leads are scored by it into a second table; then the two tables
 * are swapped, and in the second phase the former one is emptied.
 */
export interface Publication {
  phase: 'preparing' | 'clearing'
  model: Model
  author: string | null
  note: string | null
  /** In milliseconds since 1970. */
  startedAt: number
  /** Leads processed in this phase. */
  done: number
  /** Position of the last of them; null at the start. */
  after: { value: number; id: string } | null
  /** Whether all leads were prepared once, so that only those that changed since are left. */
  walked: boolean
}

const name = { collection: 'model publication', id: 'now' }

/** The running publication, or null. In a transaction it is locked until the end. */
export async function readPublication(snapshot: Snapshot): Promise<Publication | null> {
  const [found] = await snapshot.documents({ collection: name.collection, ids: [name.id] })
  return found === undefined ? null : JSON.parse(found.content)
}

/** Saves the state of a publication; null when it is finished. */
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
