import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { memoryStore } from '../storage/memory.ts'
import type { Snapshot, Store } from '../storage/port.ts'
import { sqliteStore } from '../storage/sqlite.ts'
import { reportLaw } from './reports.test.arbitraries.ts'

const numRuns = Number(process.env.PROPERTY_RUNS ?? 100)

describe('reports', () => {
  it.each([
    ['memory', memoryStore],
    ['SQLite', () => sqliteStore(':memory:')],
  ])(
    'agree with the log, the leads and the crossings (%s)',
    async (_, createStore) => {
      await fc.assert(reportLaw(createStore), { numRuns })
    },
    120_000,
  )

  it.each<[string, (snapshot: Snapshot) => Partial<Snapshot>]>([
    [
      'loses the latest event of the log',
      (own) => ({ events: async (of) => (await own.events(of)).slice(0, -1) }),
    ],
    ['forgets who is whose lead', () => ({ persons: async () => [] })],
    [
      'forgets crossings',
      (own) => ({ documents: async (of) => (of.limit === 2_000 ? [] : own.documents(of)) }),
    ],
    [
      'counts visits for visitors',
      (own) => ({ countVisitors: async (range) => (await own.countVisits(range)).length }),
    ],
  ])(
    'are not with a store that %s',
    async (_, spoil) => {
      const spoiled = (): Store => {
        const store = memoryStore()
        return { ...store, read: (work) => store.read((own) => work({ ...own, ...spoil(own) })) }
      }
      const { failed } = await fc.check(reportLaw(spoiled), { numRuns: 500, endOnFailure: true })
      expect(failed).toBe(true)
    },
    60_000,
  )
})
