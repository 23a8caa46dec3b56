import type { ModelVersion } from '@leadlight/protocol'
import type { Model } from '@leadlight/scoring'
import type { Snapshot, Transaction } from '../storage/port.ts'

const VERSIONS = 'model versions'
const draft = { collection: 'model draft', id: 'draft' }

/** A model that was published, by whom and when. */
export interface StoredVersion extends Omit<ModelVersion, 'version' | 'name'> {
  model: Model
}

/** Stores a model that is being published. */
export async function saveVersion(transaction: Transaction, kept: StoredVersion): Promise<void> {
  const at = Date.parse(kept.publishedAt)
  const document = { collection: VERSIONS, id: String(kept.model.version), about: null, at }
  await transaction.saveDocuments([{ ...document, content: JSON.stringify(kept) }])
}

/** A version by number; undefined when it was never published, or before versions were stored. */
export async function readVersion(snapshot: Snapshot, version: number): Promise<StoredVersion | undefined> {
  const [found] = await snapshot.documents({ collection: VERSIONS, ids: [String(version)] })
  return found && JSON.parse(found.content)
}

/** All versions, newest first. */
export async function listVersions(snapshot: Snapshot): Promise<ModelVersion[]> {
  const found = await snapshot.documents({ collection: VERSIONS })
  return found
    .map(({ content }): ModelVersion => {
      const { model, ...kept }: StoredVersion = JSON.parse(content)
      return { version: model.version, name: model.name, ...kept }
    })
    .sort((a, b) => b.version - a.version)
}

/** The draft; undefined without one. */
export async function readDraft(snapshot: Snapshot): Promise<Model | undefined> {
  const [found] = await snapshot.documents({ collection: draft.collection, ids: [draft.id] })
  return found && JSON.parse(found.content)
}

/** Saves the draft, or deletes it. */
export async function saveDraft(
  transaction: Transaction,
  model: Model | undefined,
  at: number,
): Promise<void> {
  if (model === undefined) return await transaction.deleteDocuments([draft])
  await transaction.saveDocuments([{ ...draft, about: null, at, content: JSON.stringify(model) }])
}
