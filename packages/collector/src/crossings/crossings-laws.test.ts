import { backtest, type Model } from '@leadlight/scoring'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { markImported } from '../import/imported.ts'
import { scoringEvents } from '../leads/add-to-lead.ts'
import { readLeadEvents } from '../leads/read/find-lead.ts'
import { memoryStore } from '../storage/memory.ts'
import type { Store, Transaction } from '../storage/port.ts'
import { sqliteStore } from '../storage/sqlite.ts'
import { anyModel, anyWay, chainLaw, minute, models, open } from './crossings.test.arbitraries.ts'

const numRuns = Number(process.env.PROPERTY_RUNS ?? 100)
const stores: Record<string, () => Store> = { memory: memoryStore, SQLite: () => sqliteStore(':memory:') }

/** One store of two collectors. */
function twice(store: Store): [Store, Store] {
  return [store, store]
}

/** The same by a walk through the lead's history. */
async function byReplay(store: Store, model: Model, to: number) {
  const found = await store.read((snapshot) => readLeadEvents(snapshot, 'user:u1'))
  const events = found?.events.flatMap(scoringEvents) ?? []
  const from = Math.min(...events.map(({ at }) => at))
  const lead = { id: found?.lead ?? '', events, traitsAt: () => ({}) }
  const { crossings } = backtest({ leads: [lead], current: model, draft: model, from, to }).current
  const [first] = crossings
  const [start] = first?.at === from ? [first.to] : ['lead' as const]
  const later = crossings.filter(({ at }) => at > from)
  return [{ at: from, from: 'visitor', to: start }, ...later.map(({ at, from, to }) => ({ at, from, to }))]
}

describe.each(Object.keys(stores))('crossings in %s', (name) => {
  const createStore = stores[name] ?? memoryStore

  it('are those of a replay when events arrive in order, whoever reads in between', async () => {
    await fc.assert(
      fc.asyncProperty(anyModel, anyWay, fc.integer({ min: 0, max: 90 }), async (model, way, days) => {
        const store = createStore()
        const { clock, leadService, take, crossings } = open(store, model)
        for (const { event, sweeps } of way) {
          clock.at = Math.max(clock.at, event.at - 1)
          if (sweeps) await leadService.refresh()
          clock.at = event.at
          await take([event])
        }
        clock.at += days * 24 * 60 * minute
        await leadService.refresh()
        const found = (await crossings()).map(({ at, from, to }) => ({ at: Date.parse(at), from, to }))
        const expected = await byReplay(store, model, clock.at)
        expect(found.sort((a, b) => a.at - b.at)).toEqual(expected)
        await store.close()
      }),
      { numRuns },
    )
  }, 120_000)

  it('lead from the first stage to the current one, each once, whatever the order, repetition and number of collectors', async () => {
    await fc.assert(
      chainLaw(() => twice(createStore())),
      { numRuns },
    )
  }, 120_000)
})

it.each<[string, (tx: Transaction) => Partial<Transaction>]>([
  [
    'counts repetitions',
    (tx) => ({ insertEvents: async (events) => (await tx.insertEvents(events)).map(() => 'new') }),
  ],
  ['forgets crossings', () => ({ saveDocuments: async () => {} })],
  [
    'hands out leads as they were at first',
    (tx) => ({ dueLeads: async () => [], leads: (ids) => tx.leads(ids.slice(1)) }),
  ],
])('are not each once in a store that %s', async (_, spoil) => {
  const spoiled = (): Store => {
    const store = memoryStore()
    return { ...store, transact: (work) => store.transact((tx) => work({ ...tx, ...spoil(tx) })) }
  }
  const { failed } = await fc.check(
    chainLaw(() => twice(spoiled())),
    { numRuns: 300, endOnFailure: true },
  )
  expect(failed).toBe(true)
})

it('are not caused by imported history', async () => {
  const [model = expect.fail()] = models
  await fc.assert(
    fc.asyncProperty(anyWay, async (way) => {
      const [quiet, loud] = [open(memoryStore(), model), open(memoryStore(), model)]
      const events = way.map(({ event }) => event)
      quiet.clock.at = loud.clock.at = Math.max(...events.map(({ at }) => at))
      await quiet.take(events.map(markImported))
      await loud.take(events)
      expect(await quiet.stages()).toEqual(await loud.stages())
      expect(await quiet.crossings()).toEqual([])
      expect(await loud.crossings()).not.toEqual([])
    }),
    { numRuns },
  )
})
