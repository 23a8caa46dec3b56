import type { Model } from '@leadlight/scoring'
import { readScoredBy } from './model/publication.ts'
import type { Store } from './storage/port.ts'

/**
 * The model by which the leads in a store were last scored; null when there is none. A program that only reads passes it to
 * its collector, because another model would cause all leads to be scored again.
 *
 * @throws StoreUnavailableError when the store fails
 */
export function readStoredModel(store: Store): Promise<Model | null> {
  return store.read(readScoredBy)
}
