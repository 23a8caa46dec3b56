import type { Scorer } from '@leadlight/scoring'
import type { Transaction } from '../storage/port.ts'
import { digestOf } from './model-digest.ts'
import { CURRENT_VERSION, type CurrentVersion, isCurrent, readCurrentVersion } from './publication.ts'
import { StaleModelError } from './stale-model-error.ts'

/**
 * Creates a check that the scorer uses the current model, which another collector may have changed. `erasures` has been read
 * before, and holds a lock that delays a change until this transaction ends. So the setting needs no lock of its own, which
 * would serialize collectors.
 */
export function createModelExpectation({
  model,
}: Scorer): (transaction: Transaction) => Promise<CurrentVersion> {
  const digest = digestOf(model)
  return async (transaction) => {
    const current = readCurrentVersion(await transaction.setting(CURRENT_VERSION, true))
    if (isCurrent(current, model, digest)) return current
    throw new StaleModelError(`The current scoring model has version ${current.version}, or other rules.`)
  }
}
