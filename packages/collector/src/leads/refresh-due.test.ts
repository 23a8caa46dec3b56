import { createScorer, defaultModel } from '@leadlight/scoring'
import { expect, it } from 'vitest'
import { createIntake } from '../create-intake.ts'
import { CatchingUpError } from '../lead-service.ts'
import { sampleEvent, sampleTime } from '../storage/contract/samples.ts'
import { memoryStore } from '../storage/memory.ts'
import type { Store } from '../storage/port.ts'
import { createRefresher } from './refresh-due.ts'

const scorer = createScorer(defaultModel)
const later = sampleTime + 90 * 24 * 3_600_000

/** Leads who all saw prices, which fades. */
async function filled(leads: number): Promise<Store> {
  const store = memoryStore()
  const events = Array.from({ length: leads }, (_, index) => {
    const properties = { path: '/pricing', url: '/pricing' }
    return [
      sampleEvent(`m${index}`, { anonymousId: `v${index}`, properties }),
      sampleEvent(`i${index}`, { anonymousId: `v${index}`, type: 'identify', email: `p${index}@x.io` }),
    ]
  })
  await createIntake({ store, scorer, now: () => sampleTime }).accept(events.flat(), [])
  return store
}

const due = async (store: Store) => (await store.read((snapshot) => snapshot.dueLeads(later, 10_000))).length

it('rates all leads that are due, however many requests start it', async () => {
  const store = await filled(700)
  expect(await due(store)).toBe(700)
  let writes = 0
  const counted: Store = {
    ...store,
    transact: (work) => {
      writes += 1
      return store.transact(work)
    },
  }
  const refresher = createRefresher(counted, scorer)
  await Promise.all([refresher.upTo(later), refresher.upTo(later), refresher.sweep(later)])
  expect(await due(store)).toBe(0)
  expect(writes).toBe(4)
})

it('lets deliveries of events run in between', async () => {
  const store = await filled(1_000)
  const order: string[] = []
  const sweep = createRefresher(store, scorer)
    .sweep(later)
    .then(() => order.push('swept'))
  const intake = createIntake({ store, scorer, now: () => sampleTime })
  await intake.accept([sampleEvent('new', { anonymousId: 'somebody' })], [])
  order.push('accepted')
  await sweep
  expect(order).toEqual(['accepted', 'swept'])
})

it('bounds how long a request waits, and continues afterwards', async () => {
  const store = await filled(3)
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const slow: Store = { ...store, transact: (work) => held.then(() => store.transact(work)) }
  const refresher = createRefresher(slow, scorer, 1)
  await expect(refresher.upTo(later)).rejects.toThrow(CatchingUpError)
  expect(await due(store)).toBe(3)
  release()
  await refresher.sweep(later)
  expect(await due(store)).toBe(0)
})

it('reports the error of a failed store, and works again when the store does', async () => {
  const store = await filled(3)
  let broken = true
  const fragile: Store = {
    ...store,
    transact: (work) => (broken ? Promise.reject(new Error('disk')) : store.transact(work)),
  }
  const refresher = createRefresher(fragile, scorer)
  await expect(refresher.upTo(later)).rejects.toThrow('disk')
  broken = false
  await refresher.upTo(later)
  expect(await due(store)).toBe(0)
})
