import { readStoredModel, type Store } from '@leadlight/collector'
import type { Model } from '@leadlight/scoring'
import type { Log } from '../log.ts'

/**
 * Warns when the model that the server is started with will not be in force, because one of a higher version is: whoever changed
 * the file would wait for its points in vain. Never rejects: a store that cannot be read is told of by whatever needs it.
 */
export async function tellOtherModel(store: Store, given: Model, log: Log): Promise<void> {
  const inForce = await readStoredModel(store).catch(() => null)
  if (inForce === null || inForce.version <= given.version) return
  log.warn(
    { given: given.version, inForce: inForce.version },
    'the model of --model is not in force: one of a higher version is; raise the version in the file, or publish it',
  )
}
