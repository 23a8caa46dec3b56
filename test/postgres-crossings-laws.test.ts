import fc from 'fast-check'
import { expect, it } from 'vitest'
import { chainLaw } from '../packages/collector/src/crossings/crossings.test.arbitraries.ts'
import type { Store } from '../packages/collector/src/storage/port.ts'
import { lawRuns, lawTimeout } from './postgres.ts'
import { postgresSchemas } from './postgres-schemas.ts'

const { openTwo } = postgresSchemas('crossings')

it(
  'records each crossing once for any order and repetition, with two collectors on one PostgreSQL',
  async () => {
    const numRuns = lawRuns(12)
    await fc.assert(chainLaw(openTwo), { numRuns })
  },
  lawTimeout,
)

it(
  'records a crossing twice if repetitions count (negative control)',
  async () => {
    const forgetful = (store: Store): Store => ({
      ...store,
      transact: (work) =>
        store.transact((tx) =>
          work({ ...tx, insertEvents: async (events) => (await tx.insertEvents(events)).map(() => 'new') }),
        ),
    })
    const spoiled = (): [Store, Store] => {
      const [one, other] = openTwo()
      return [forgetful(one), forgetful(other)]
    }
    const { failed } = await fc.check(chainLaw(spoiled), { numRuns: 60, endOnFailure: true })
    expect(failed).toBe(true)
  },
  lawTimeout,
)
