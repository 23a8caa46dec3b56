import { createScorer, defaultModel, STATE_VERSION } from '@leadlight/scoring'
import { presets } from '@leadlight/scoring/presets'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createIntake } from '../create-intake.ts'
import { createLeadService } from '../create-lead-service.ts'
import { anyRun, now, takeIn } from '../leads/histories.test.arbitraries.ts'
import { createLiveModel } from '../live-model.ts'
import { readStoredModel } from '../read-stored-model.ts'
import { memoryStore } from '../storage/memory.ts'
import type { Store } from '../storage/port.ts'
import { sqliteStore } from '../storage/sqlite.ts'
import { StoreUnavailableError } from '../storage/store-unavailable-error.ts'
import type { StoredEvent } from '../stored-event.ts'
import { OtherRulesError } from './other-rules-error.ts'
import { CURRENT_VERSION, MODEL_SETTING } from './publication.ts'
import { edited, original, sameVersionLaw } from './same-version.test.arbitraries.ts'

function open(store: Store, model = original) {
  const told: Error[] = []
  const live = createLiveModel({ store, model, now: () => now, onOtherRules: (error) => told.push(error) })
  return { ...live, told }
}

const arrived = fc.sample(anyRun, { numRuns: 20, seed: 3 }).map(({ events }) => events)

/** One store of two collectors. */
const twice = (createStore: () => Store) => (): [Store, Store] => {
  const store = createStore()
  return [store, store]
}

async function scores(store: Store): Promise<string[]> {
  const leads = await store.read((snapshot) =>
    snapshot.listLeads({ by: 'score', descending: true, after: null, limit: 1_000 }),
  )
  return leads.map(({ id, score }) => `${id} ${score}`).sort()
}

/** Those of a store that only ever knew one model. */
async function scoresBy(model: typeof original, histories: StoredEvent[][]): Promise<string[]> {
  const store = memoryStore()
  for (const events of histories) await takeIn(store, [{ events, wait: true }], createScorer(model))
  return await scores(store)
}

describe.each<[string, () => Store]>([
  ['memory', memoryStore],
  ['SQLite', () => sqliteStore(':memory:')],
])('two models of one version, in %s', (_, createStore) => {
  it('never score apart: the first one stays, whatever comes in to whom', async () => {
    await fc.assert(sameVersionLaw(twice(createStore)), { numRuns: Number(process.env.PROPERTY_RUNS ?? 25) })
  }, 120_000)

  it('after a restart with an edited file: the one in force stays, and it is said once what to do', async () => {
    const store = createStore()
    const [one = [], two = [], three = []] = arrived
    await open(store).intake.accept(structuredClone(one), [])
    const restarted = open(store, edited)
    await restarted.intake.accept(structuredClone(two), [])
    await restarted.leadService.refresh()
    expect((await restarted.model()).name).toBe(original.name)
    expect(restarted.told).toEqual([expect.any(OtherRulesError)])
    expect(restarted.told[0]?.message).toContain(`raise its version to ${original.version + 1}`)
    expect(await scores(store)).toEqual(await scoresBy(original, [one, two]))

    const raised = open(store, { ...edited, version: original.version + 1 })
    await raised.intake.accept(structuredClone(three), [])
    await raised.leadService.refresh()
    expect(raised.told).toEqual([])
    expect(await scores(store)).toEqual(await scoresBy(edited, [one, two, three]))
    await store.close()
  })
})

describe('two models of one version', () => {
  it('score apart when nobody compares their digests (negative control)', async () => {
    const blind = (store: Store): Store => ({
      ...store,
      read: (work) => store.read((snapshot) => work({ ...snapshot, setting: async () => null })),
      transact: (work) => store.transact((tx) => work({ ...tx, setting: async () => null })),
    })
    const { failed } = await fc.check(sameVersionLaw(twice(memoryStore), blind), {
      numRuns: 300,
      endOnFailure: true,
    })
    expect(failed).toBe(true)
  }, 60_000)

  it('are the same where only the order of keys, tests or the schema differ', async () => {
    const store = memoryStore()
    await open(store).intake.accept(structuredClone(arrived[0] ?? []), [])
    const { thresholds, ...rest } = original
    const again = open(store, { thresholds, ...rest, $schema: 'model.schema.json', tests: [] })
    await again.intake.accept(structuredClone(arrived[1] ?? []), [])
    expect(again.told).toEqual([])
  })

  it('are told apart from the start of an earlier release on, which stored no digest', async () => {
    const store = memoryStore()
    await open(store).intake.accept(structuredClone(arrived[0] ?? []), [])
    const readCurrent = () => store.read((snapshot) => snapshot.setting(CURRENT_VERSION))
    await store.transact((tx) => tx.saveSetting(CURRENT_VERSION, String(original.version)))
    await open(store).intake.accept(structuredClone(arrived[1] ?? []), [])
    expect(await readCurrent()).toMatch(/^4 \w{16}$/)
  })

  it('are refused by an intake and a lead service of their own', async () => {
    const store = memoryStore()
    await open(store).intake.accept(structuredClone(arrived[0] ?? []), [])
    const before = await scores(store)
    const scorer = createScorer(edited)
    const events = structuredClone(arrived[1] ?? [])
    await expect(createIntake({ store, scorer }).accept(events, [])).rejects.toThrow('raise its version')
    await expect(createLeadService({ store, scorer }).list({ sort: '-score', limit: 1 })).rejects.toThrow(
      'raise its version',
    )
    expect(await scores(store)).toEqual(before)
  })
})

it('scores all leads again after it was killed while doing so, though the model is the former one', async () => {
  const store = memoryStore()
  for (const events of arrived) await takeIn(store, [{ events, wait: true }], createScorer(original))
  const expected = await scores(store)
  // As another release left it, so that the leads are scored again at once, and then killed on the way.
  await store.transact((tx) => tx.saveSetting('state version', 'another'))
  let writes = 2
  const mortal: Store = {
    ...store,
    transact: (work) => (writes-- > 0 ? store.transact(work) : Promise.reject(new Error('killed'))),
  }
  const next = { ...edited, version: original.version + 1 }
  await expect(open(mortal, next).leadService.refresh()).rejects.toThrow('killed')
  expect(await scores(store)).not.toEqual(expected)
  // The release of before, whose format the leads had.
  await store.transact(async (tx) => {
    if ((await tx.setting('state version')) === 'another') {
      await tx.saveSetting('state version', String(STATE_VERSION))
    }
  })
  await open(store).leadService.refresh()
  expect(await scores(store)).toEqual(expected)
})

it('touches nothing where the model in force is one that only a later release understands', async () => {
  const store = memoryStore()
  await open(store).intake.accept(structuredClone(arrived[0] ?? []), [])
  const later = JSON.stringify({ ...original, version: 9, rules: [{ id: 'new', kind: 'of tomorrow' }] })
  await store.transact((tx) => tx.saveSetting(MODEL_SETTING, later))
  const before = await scores(store)
  const events = structuredClone(arrived[1] ?? [])
  await expect(open(store).intake.accept(events, [])).rejects.toThrow(StoreUnavailableError)
  await expect(readStoredModel(store)).rejects.toThrow('a model with version 10')
  expect(await scores(store)).toEqual(before)
  // A higher version replaces it.
  const raised = open(store, { ...presets.agency, version: 10 })
  await raised.intake.accept(events, [])
  expect((await raised.model()).version).toBe(10)
  expect((await readStoredModel(store))?.name).not.toBe(defaultModel.name)
})
