import { createScorer, type Model } from '@leadlight/scoring'
import { endsWithin } from '../ends-within.ts'
import { createModelCheck, readFormerModel } from '../leads/rescore.ts'
import type { Store } from '../storage/port.ts'
import type { Publisher } from './create-publisher.ts'
import { CURRENT_VERSION, isCurrent, readCurrentVersion, readScoredBy } from './publication.ts'
import { StaleModelError } from './stale-model-error.ts'

/** How long the first use waits for the publication of a model with a higher version, in milliseconds. */
const START_PATIENCE_MS = 1_000

/** What `startModel` works with. */
export interface StartOptions {
  store: Store
  publisher: Publisher
  now: () => number
}

/**
 * Determines the first model of a collector: that of the store, unless the given one has a higher version. Then the stored leads
 * are scored again by this one, or, where that can be done in the background, the former model is used meanwhile.
 */
export async function startModel(options: StartOptions, given: Model): Promise<Model> {
  const { store, now } = options
  const stored = await store.read(readScoredBy)
  // Two models of one version would score apart: the one that was first stays.
  const own = stored !== null && stored.version >= given.version ? stored : given
  const former = await store.read((snapshot) => readFormerModel(snapshot, own))
  if (former !== null && !(await endsWithin(START_PATIENCE_MS, succeed(options, own)))) return former
  try {
    await createModelCheck(store, createScorer(own), now)()
    return own
  } catch (error) {
    // Another collector has just published a later model, or was first with another one of this version.
    if (error instanceof StaleModelError) return await startModel(options, given)
    throw error
  }
}

/** Publishes a model while everything else continues with the former one. */
async function succeed({ store, publisher }: StartOptions, own: Model): Promise<void> {
  for (;;) {
    const former = await store.read((snapshot) => readFormerModel(snapshot, own))
    if (former === null) return
    const begun = await publisher.begin(own, former, { author: null, note: null })
    // A publication from before the start may be running.
    if (!begun && (await publisher.progress()) === null) return
    await publisher.run()
  }
}

/** The current model, from the store or as given. */
export async function adoptModel(store: Store, given: Model): Promise<Model> {
  return await store.read(async (snapshot) => {
    const current = readCurrentVersion(await snapshot.setting(CURRENT_VERSION))
    const scoredBy = await readScoredBy(snapshot)
    return scoredBy !== null && isCurrent(current, scoredBy) ? scoredBy : given
  })
}
