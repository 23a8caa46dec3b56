import { createScorer, defaultModel } from '@leadlight/scoring'
import { presets } from '@leadlight/scoring/presets'
import fc from 'fast-check'
import { expect } from 'vitest'
import { anyRun, now, outcome, rememberingScorer, takeIn } from '../leads/histories.test.arbitraries.ts'
import { createLiveModel } from '../live-model.ts'
import { memoryStore } from '../storage/memory.ts'
import type { Store } from '../storage/port.ts'

/** In force at the beginning. */
export const oldModel = { ...presets.agency, version: 4 }
const drafts = [defaultModel, rememberingScorer.model]

/** A collector that is killed before its n-th write from now on. */
function mortal(store: Store, writes: number): Store {
  let left = writes
  return {
    ...store,
    transact: (work) => {
      left -= 1
      return left < 0 ? Promise.reject(new Error('killed')) : store.transact(work)
    },
  }
}

/**
 * Whatever comes in meanwhile, by two collectors of which one begins to publish and dies: when the other one is done, all is
 * as if there had never been another model.
 */
export function publishLaw(
  createStores: () => [Store, Store],
  spoil: (store: Store) => Store = (store) => store,
) {
  const anyDraft = fc.constantFrom(...drafts)
  return fc.asyncProperty(anyRun, anyDraft, fc.nat(12), fc.nat(6), async ({ one }, draft, cut, life) => {
    const [store, another] = createStores()
    const open = (own: Store) => createLiveModel({ store: spoil(own), model: oldModel, now: () => now })
    const [first, second] = [open(store), open(another)]
    const take = async (live: typeof first, deliveries: typeof one) => {
      for (const { events } of deliveries) await live.intake.accept(structuredClone(events), [])
    }
    await take(first, one.slice(0, cut))
    const doomed = createLiveModel({ store: spoil(mortal(store, life)), model: oldModel, now: () => now })
    const begun = await doomed.publish(draft).catch(() => undefined)
    const rest = one.slice(cut)
    await Promise.all([
      take(
        first,
        rest.filter((_, index) => index % 2 === 0),
      ),
      take(
        second,
        rest.filter((_, index) => index % 2 === 1),
      ),
      second.leadService.refresh(),
    ])
    if (begun === undefined) await second.publish(draft)
    await second.leadService.refresh()
    const version = oldModel.version + 1
    expect((await first.model()).version).toBe(version)
    expect(await second.progress()).toBeNull()

    const fresh = memoryStore()
    await takeIn(fresh, one, createScorer({ ...draft, version }))
    expect(await outcome(store)).toEqual(await outcome(fresh))
    await store.close()
    if (another !== store) await another.close()
  })
}
