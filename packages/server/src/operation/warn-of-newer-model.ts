import { readStoredModel, type Store } from '@leadlight/collector'
import type { Model } from '@leadlight/scoring'
import type { Log } from '../log.ts'

/**
 * Warns if the model given to the server is not the current one, because the stored one has a higher version. Never rejects: a
 * store that cannot be read is reported elsewhere.
 */
export async function warnOfNewerModel(store: Store, given: Model, log: Log): Promise<void> {
  const inForce = await readStoredModel(store).catch(() => null)
  if (inForce === null || inForce.version <= given.version) return
  log.warn(
    { given: given.version, inForce: inForce.version },
    'the model of --model is not in force: one of a higher version is; raise the version in the file, or publish it',
  )
}
