import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyRun, now, rememberingScorer } from '../leads/histories.test.arbitraries.ts'
import { createLiveModel } from '../live-model.ts'
import { memoryStore } from '../storage/memory.ts'
import type { Store } from '../storage/port.ts'
import { sqliteStore } from '../storage/sqlite.ts'
import { oldModel, publishLaw } from './publish.test.arbitraries.ts'

/** One store of two collectors. */
const twice = (createStore: () => Store) => (): [Store, Store] => {
  const store = createStore()
  return [store, store]
}

describe('a new model', () => {
  it.each<[string, () => Store]>([
    ['memory', memoryStore],
    ['SQLite', () => sqliteStore(':memory:')],
  ])(
    'leaves the same as if it had been there from the beginning, in %s',
    async (_, createStore) => {
      await fc.assert(publishLaw(twice(createStore)), { numRuns: Number(process.env.PROPERTY_RUNS ?? 60) })
    },
    120_000,
  )

  it.each<[string, (store: Store) => Store]>([
    [
      'nobody asked which model is in force',
      (store) => ({
        ...store,
        transact: (work) => store.transact((tx) => work({ ...tx, setting: async () => null })),
      }),
    ],
    [
      'nobody noted which leads change meanwhile',
      (store) => ({
        ...store,
        transact: (work) =>
          store.transact((tx) =>
            work({
              ...tx,
              saveDocuments: (documents) =>
                tx.saveDocuments(documents.filter(({ collection }) => collection !== 'leads to prepare')),
            }),
          ),
      }),
    ],
  ])(
    'would not, if %s',
    async (_, spoil) => {
      const { failed } = await fc.check(publishLaw(twice(memoryStore), spoil), {
        numRuns: 300,
        endOnFailure: true,
      })
      expect(failed).toBe(true)
    },
    120_000,
  )

  it('causes no crossing', async () => {
    await fc.assert(
      fc.asyncProperty(anyRun, async ({ one }) => {
        const live = createLiveModel({ store: memoryStore(), model: oldModel, now: () => now })
        for (const { events } of one) await live.intake.accept(structuredClone(events), [])
        const before = await live.leadService.crossings({ limit: 1_000 })
        await live.change(rememberingScorer.model)
        expect(await live.leadService.crossings({ limit: 1_000 })).toEqual(before)
      }),
      { numRuns: 40 },
    )
  })
})
