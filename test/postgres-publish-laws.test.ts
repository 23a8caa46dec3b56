import { defaultModel } from '@leadlight/scoring'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createLiveModel } from '../packages/collector/src/live-model.ts'
import { oldModel, publishLaw } from '../packages/collector/src/model/publish.test.arbitraries.ts'
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

it('begins to publish only one of two models, if two collectors are asked at the same time', async () => {
  const stores = openTwo()
  const lives = stores.map((store) => createLiveModel({ store, model: oldModel, now: Date.now }))
  await Promise.all(lives.map((live) => live.model()))
  for (let round = 0; round < 8; round++) {
    const before = await lives[0]?.model()
    const begun = await Promise.all(lives.map((live) => live.publish(defaultModel)))
    expect(begun.filter((model) => model !== undefined)).toHaveLength(1)
    await Promise.all(lives.map((live) => live.leadService.refresh()))
    expect((await lives[1]?.model())?.version).toBe((before?.version ?? 0) + 1)
  }
  await Promise.all(stores.map((store) => store.close()))
}, 60_000)

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
