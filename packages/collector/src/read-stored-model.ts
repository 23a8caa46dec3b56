import { type Model, parseModel } from '@leadlight/scoring'
import { MODEL_SETTING } from './leads/rescore.ts'
import type { Store } from './storage/port.ts'

/**
 * The model by which the leads in a store were last scored; null when there is none. A program that only reads passes it
 * to its collector: with another one, all leads would be scored anew.
 *
 * @throws StoreUnavailableError when the store fails
 */
export async function readStoredModel(store: Store): Promise<Model | null> {
  const stored = await store.read((snapshot) => snapshot.setting(MODEL_SETTING))
  if (stored === null) return null
  const model: Model = JSON.parse(stored)
  // Checked, but returned as it was stored: its text, order of keys included, tells whether it is still the same.
  return 'model' in parseModel(model) ? model : null
}
