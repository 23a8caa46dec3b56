import { createScorer, defaultModel } from '@leadlight/scoring'
import { presets } from '@leadlight/scoring/presets'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyRun, now, outcome, rememberingScorer, takeIn } from '../leads/histories.test.arbitraries.ts'
import { createLiveModel } from '../live-model.ts'
import { memoryStore } from '../storage/memory.ts'
import type { Store } from '../storage/port.ts'
import { sqliteStore } from '../storage/sqlite.ts'

const old = { ...presets.agency, version: 4 }
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
function law(createStore: () => Store, spoil: (store: Store) => Store = (store) => store) {
  const anyDraft = fc.constantFrom(...drafts)
  return fc.asyncProperty(anyRun, anyDraft, fc.nat(12), fc.nat(6), async ({ one }, draft, cut, life) => {
    const store = createStore()
    const open = (own: Store) => createLiveModel({ store: spoil(own), model: old, now: () => now })
    const [first, second] = [open(store), open(store)]
    const take = async (live: typeof first, deliveries: typeof one) => {
      for (const { events } of deliveries) await live.intake.accept(structuredClone(events), [])
    }
    await take(first, one.slice(0, cut))
    const doomed = createLiveModel({ store: spoil(mortal(store, life)), model: old, now: () => now })
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
      second.book.refresh(),
    ])
    if (begun === undefined) await second.publish(draft)
    await second.book.refresh()
    const version = old.version + 1
    expect((await first.model()).version).toBe(version)
    expect(await second.progress()).toBeNull()

    const fresh = memoryStore()
    await takeIn(fresh, one, createScorer({ ...draft, version }))
    expect(await outcome(store)).toEqual(await outcome(fresh))
    await store.close()
  })
}

describe('a new model', () => {
  it.each<[string, () => Store]>([
    ['memory', memoryStore],
    ['SQLite', () => sqliteStore(':memory:')],
  ])(
    'leaves the same as if it had been there from the beginning, in %s',
    async (_, createStore) => {
      await fc.assert(law(createStore), { numRuns: Number(process.env.PROPERTY_RUNS ?? 60) })
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
      'what was prepared were not thrown away by what comes in',
      (store) => ({
        ...store,
        transact: (work) =>
          store.transact((tx) =>
            work({
              ...tx,
              async saveLeads(leads) {
                const stored = await tx.leads(leads.map(({ lead }) => lead.id))
                const next = new Map(stored.map((lead) => [lead.id, lead.next]))
                for (const { lead } of leads) {
                  const before = next.get(lead.id)
                  if (before && lead.by !== before.by) lead.next ??= before
                }
                await tx.saveLeads(leads)
              },
            }),
          ),
      }),
    ],
  ])(
    'would not, if %s',
    async (_, spoil) => {
      const { failed } = await fc.check(law(memoryStore, spoil), { numRuns: 300, endOnFailure: true })
      expect(failed).toBe(true)
    },
    120_000,
  )

  it('sets off no crossing', async () => {
    await fc.assert(
      fc.asyncProperty(anyRun, async ({ one }) => {
        const live = createLiveModel({ store: memoryStore(), model: old, now: () => now })
        for (const { events } of one) await live.intake.accept(structuredClone(events), [])
        const before = await live.book.crossings({ limit: 1_000 })
        await live.change(rememberingScorer.model)
        expect(await live.book.crossings({ limit: 1_000 })).toEqual(before)
      }),
      { numRuns: 40 },
    )
  })
})
