import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { publishLaw } from '../packages/collector/src/model/publish.test.arbitraries.ts'
import type { Store } from '../packages/collector/src/storage/port.ts'
import { postgresStore } from '../packages/collector/src/storage/postgres.ts'
import { lawRuns, lawTimeout, type PostgresServer, startPostgres } from './postgres.ts'

let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
}, 60_000)
afterAll(() => server?.stop())

let schemas = 0
/** Two collectors' stores on one new schema. */
function openTwo(): [Store, Store] {
  const schema = `publish_${process.pid}_${++schemas}`
  const open = () => postgresStore({ connectionString: server.url, schema, max: 2 })
  return [open(), open()]
}

it(
  'publishes a model for all collectors on one PostgreSQL, while events come in by both',
  async () => {
    const numRuns = lawRuns(10)
    await fc.assert(publishLaw(openTwo), { numRuns })
  },
  lawTimeout,
)

it(
  'would not, if nobody asked which model is in force',
  async () => {
    const forgetful = (store: Store): Store => ({
      ...store,
      transact: (work) => store.transact((tx) => work({ ...tx, setting: async () => null })),
    })
    const { failed } = await fc.check(publishLaw(openTwo, forgetful), { numRuns: 40, endOnFailure: true })
    expect(failed).toBe(true)
  },
  lawTimeout,
)
