import type { Model } from '@leadlight/scoring'
import { readScoredBy, requireKnownModel } from './model/publication.ts'
import type { Store } from './storage/port.ts'

/**
 * The model by which the leads in a store were last scored; null when there is none. A program that only reads passes it to
 * its collector, because another model would cause all leads to be scored again.
 *
 * @throws StoreUnavailableError when the store fails, or the model is one of a later release
 */
export function readStoredModel(store: Store): Promise<Model | null> {
  return store.read(async (snapshot) => {
    await requireKnownModel(snapshot, 0)
    return await readScoredBy(snapshot)
  })
}
