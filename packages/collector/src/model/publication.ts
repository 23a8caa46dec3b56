import { type Model, parseModel } from '@leadlight/scoring'
import type { Document } from '../storage/documents.ts'
import type { Snapshot, Transaction } from '../storage/port.ts'

/** Name of the setting that holds the version of the model in force; see {@link readInForce}. */
export const VERSION_IN_FORCE = 'model in force'

/** Name of the setting that holds the model by which the leads in the store were last scored, as JSON. */
export const MODEL_SETTING = 'model'

/** The model by which the leads in the store were last scored; null when there is none, or none that this program understands. */
export async function readScoredBy(snapshot: Snapshot): Promise<Model | null> {
  const text = await snapshot.setting(MODEL_SETTING)
  if (text === null) return null
  const model: Model = JSON.parse(text)
  // Checked, but used as it was stored: its text, order of keys included, tells whether it is still the same.
  return 'model' in parseModel(model) ? model : null
}

/** The model by which the leads in the store were last scored, if it is of a higher version than another. */
export async function readLaterModel(snapshot: Snapshot, { version }: Model): Promise<Model | null> {
  const model = await readScoredBy(snapshot)
  return model !== null && model.version > version ? model : null
}

/** What the setting says, which whoever takes events in asks for in any case. */
export interface InForce {
  /** Null before any was set. */
  version: number | null
  /** Another model is being prepared, so leads that change have to be noted. */
  coming: boolean
}

/** Reads the setting {@link VERSION_IN_FORCE}: a version, with a plus behind it while another model is prepared. */
export function readInForce(text: string | null): InForce {
  return { version: text === null ? null : Number.parseInt(text, 10), coming: text?.endsWith('+') ?? false }
}

/** The opposite of {@link readInForce}. */
export function writeInForce({ version, coming }: InForce): string {
  return `${version}${coming ? '+' : ''}`
}

/**
 * How far a new model is on its way. While it is prepared, every lead is worked out by it and kept beside what it is by the
 * model in force; then both change places at once, and what is beside then is cleared away.
 */
export interface Publication {
  phase: 'preparing' | 'clearing'
  model: Model
  author: string | null
  note: string | null
  /** In milliseconds since 1970. */
  startedAt: number
  /** Leads done in this phase. */
  done: number
  /** The place of the last of them; null at the beginning. */
  after: { value: number; id: string } | null
  /** All were prepared once; what is left are those that something happened to since. */
  walked: boolean
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
