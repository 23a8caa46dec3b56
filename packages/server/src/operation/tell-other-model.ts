import { readStoredModel, type Store } from '@leadlight/collector'
import type { Model } from '@leadlight/scoring'
import type { Log } from '../log.ts'

/**
 * Warns when the model that the server was started with is not the one in force, because one of a higher version was put in
 * force before: whoever changed the file would wait for its points in vain. Waits until the server works; never rejects.
 *
 * @param url of the server
 */
export async function tellOtherModel(store: Store, given: Model, url: string, log: Log): Promise<void> {
  try {
    if (!(await fetch(`${url}/api/health`)).ok) return
    const inForce = await readStoredModel(store)
    if (inForce === null || JSON.stringify(inForce) === JSON.stringify(given)) return
    log.warn(
      { given: given.version, inForce: inForce.version },
      'the model of --model is not in force: one of a higher version was published; raise the version in the file, or publish it',
    )
  } catch {
    // It is told at the next start.
  }
}
