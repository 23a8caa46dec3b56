import { type Model, parseModel } from '@leadlight/scoring'
import type { Document } from '../storage/documents.ts'
import type { Snapshot, Transaction } from '../storage/port.ts'
import { StoreUnavailableError } from '../storage/store-unavailable-error.ts'
import { digestOf } from './model-digest.ts'

/** Name of the setting with the version of the current model; see {@link readCurrentVersion}. */
export const CURRENT_VERSION = 'model in force'

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

/**
 * Throws when the stored leads were scored by a model that this program does not understand, unless that has a lower version
 * than the one to use: it would be replaced by a former one, such as that of an earlier release.
 *
 * @throws StoreUnavailableError
 */
export async function requireKnownModel(snapshot: Snapshot, lowest: number): Promise<void> {
  const text = await snapshot.setting(MODEL_SETTING)
  if (text === null) return
  const { version }: Model = JSON.parse(text)
  if (version < lowest || (await readScoredBy(snapshot)) !== null) return
  throw new StoreUnavailableError(
    `The current scoring model, version ${version}, is not valid for this release: run the release that published it, or give a model with version ${version + 1}.`,
  )
}

/** The content of the setting {@link CURRENT_VERSION}, which every transaction that stores events reads. */
export interface CurrentVersion {
  /** Null before any model was used. */
  version: number | null
  /** See {@link digestOf}; null when an earlier release wrote the setting. */
  digest: string | null
  /** Whether another model is being prepared, so that leads that change must be noted. */
  coming: boolean
}

/**
 * Parses the setting {@link CURRENT_VERSION}: a version, a space and a digest, followed by a plus sign while another model is
 * being prepared. Earlier releases wrote no digest, and ignore it.
 */
export function readCurrentVersion(text: string | null): CurrentVersion {
  const [, version, digest] = /^(\d+)(?: (\w+))?/.exec(text ?? '') ?? []
  return {
    version: version === undefined ? null : Number(version),
    digest: digest ?? null,
    coming: text?.endsWith('+') ?? false,
  }
}

/** The content of the setting {@link CURRENT_VERSION} for a model; the inverse of {@link readCurrentVersion}. */
export function writeCurrentVersion(model: Model, coming: boolean): string {
  return `${model.version} ${digestOf(model)}${coming ? '+' : ''}`
}

/** Whether a model with this digest is the current one, or none was used yet. */
export function isCurrent({ version, digest }: CurrentVersion, model: Model, own = digestOf(model)): boolean {
  return version === null || (version === model.version && (digest === null || digest === own))
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
