import { endsWithin } from './ends-within.ts'
import type { Intake } from './intake.ts'
import type { LiveModel } from './live-model.ts'
import type { Store } from './storage/port.ts'
import { StoreUnavailableError } from './storage/store-unavailable-error.ts'
import { VERSION } from './version.ts'

/** Whether a collector can do its work. */
export interface Readiness {
  /** Wraps an intake, to learn from each commit whether events can be stored. */
  watch(intake: Intake): Intake
  /** Rejects with a `StoreUnavailableError` when events cannot be stored or read, or when the store does not answer. */
  check(): Promise<void>
}

/** How long the store may take to answer, in milliseconds. */
const PATIENCE_MS = 5_000

/** Dependencies of {@link createReadiness}. */
export interface ReadinessOptions {
  store: Store
  live: Pick<LiveModel, 'model' | 'leadService'>
  /** Milliseconds for which to wait for the store. */
  patienceMs?: number
}

/**
 * Creates the check of readiness. It reads; and while the last commit failed, and at first, it writes, since a full disk or a
 * database that became read-only can still be read.
 */
export function createReadiness({ store, live, patienceMs = PATIENCE_MS }: ReadinessOptions): Readiness {
  let canStore = false
  let looking: Promise<void> | undefined

  const look = async () => {
    await live.model()
    await live.leadService.rejected({ limit: 1 })
    if (canStore) return
    await store.transact((tx) => tx.saveSetting('ready', VERSION))
    canStore = true
  }
  return {
    watch: (intake) => ({
      async accept(events, messages, sentNow) {
        try {
          const result = await intake.accept(events, messages, sentNow)
          if (events.length > 0) canStore = true
          return result
        } catch (error) {
          if (error instanceof StoreUnavailableError) canStore = false
          throw error
        }
      },
    }),
    async check() {
      // Shared, so that questions do not pile up while the store hangs.
      looking ??= look().finally(() => {
        looking = undefined
      })
      if (await endsWithin(patienceMs, looking)) return
      throw new StoreUnavailableError(`The store has not answered for ${patienceMs} ms`)
    },
  }
}
