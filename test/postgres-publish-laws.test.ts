import fc from 'fast-check'
import { expect, it } from 'vitest'
import { publishLaw } from '../packages/collector/src/model/publish.test.arbitraries.ts'
import { sameVersionLaw } from '../packages/collector/src/model/same-version.test.arbitraries.ts'
import type { Store } from '../packages/collector/src/storage/port.ts'
import { lawRuns, lawTimeout } from './postgres.ts'
import { postgresSchemas } from './postgres-schemas.ts'

const { openTwo } = postgresSchemas('publish')

it(
  'publishes a model for all collectors on one PostgreSQL while events arrive at both',
  async () => {
    const numRuns = lawRuns(10)
    await fc.assert(publishLaw(openTwo), { numRuns })
  },
  lawTimeout,
)

it(
  'lets two models of one version never score apart on one PostgreSQL',
  async () => {
    await fc.assert(sameVersionLaw(openTwo), { numRuns: lawRuns(10) })
  },
  lawTimeout,
)

it(
  'fails to do so if the current model is not checked (negative control)',
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
