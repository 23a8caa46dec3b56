import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { memoryStore } from '../storage/memory.ts'
import type { Store } from '../storage/port.ts'
import { sqliteStore } from '../storage/sqlite.ts'
import { keptDays, pruneRecords } from './prune-records.ts'

const day = 86_400_000
const now = Date.UTC(2026, 10, 22)

const rejected = (days: number) => ({
  site: 'www',
  messageId: null,
  receivedAt: now - days * day,
  reason: 'no',
  message: '{}',
})
const reject = (store: Store, ages: number[]) =>
  store.transact((transaction) => transaction.insertRejected(ages.map(rejected)))
const agesLeft = (store: Store) =>
  store.read(async (snapshot) =>
    (await snapshot.rejected(null, 1_000)).map(({ receivedAt }) => (now - receivedAt) / day).reverse(),
  )

describe.each([
  ['memory', memoryStore],
  ['SQLite', () => sqliteStore(':memory:')],
])('temporary records (%s)', (_, createStore) => {
  it('are deleted after their time, and no others are', async () => {
    const store = createStore()
    const record = (collection: string, days: number) => ({
      collection,
      id: `${days}`,
      about: null,
      at: now - days * day,
      content: JSON.stringify({ site: 'www', trusted: false, messageId: `${collection}${days}`, at: 0 }),
    })
    const kept = Object.entries(keptDays).flatMap(([name, days]) => [
      record(name, days - 1),
      record(name, days + 1),
    ])
    const many = Array.from({ length: 500 }, (_, index) => ({ ...record('spam', 1_000), id: `many${index}` }))
    const others = [record('consents', 10_000), record('crossings', 10_000), record('forms', 10_000)]
    await store.transact((transaction) => transaction.saveDocuments([...kept, ...many, ...others]))
    expect(await pruneRecords({ store, now })).toBe(Object.keys(keptDays).length + 500)
    const left = async (collection: string) =>
      (await store.read((snapshot) => snapshot.documents({ collection }))).map(({ id }) => Number(id))
    for (const [name, days] of Object.entries(keptDays)) expect(await left(name)).toEqual([days - 1])
    for (const { collection } of others) expect(await left(collection)).toEqual([10_000])
    expect(await pruneRecords({ store, now })).toBe(0)
    await store.close()
  })

  it('are deleted when there are too many', async () => {
    const store = createStore()
    await reject(store, [3, 3, 2, 1, 1])
    expect(await pruneRecords({ store, now, mostRejected: 2 })).toBe(3)
    expect(await agesLeft(store)).toEqual([1, 1])
    await store.close()
  })

  it('are found by age, even with gaps between them', async () => {
    const ages = fc.array(fc.integer({ min: 0, max: 180 }), { maxLength: 30 })
    await fc.assert(
      fc.asyncProperty(ages, fc.array(fc.nat(40)), async (unsorted, gaps) => {
        const store = createStore()
        const sorted = unsorted.toSorted((a, b) => b - a)
        await reject(store, sorted)
        const all = await store.read((snapshot) => snapshot.rejected(null, 1_000))
        const gone = all.filter((_, index) => gaps.includes(index)).map(({ id }) => id)
        await store.transact((transaction) => transaction.deleteRejected(gone))
        const young = (await agesLeft(store)).filter((age) => age <= 90)
        await pruneRecords({ store, now })
        expect(await agesLeft(store)).toEqual(young)
        await store.close()
      }),
      { numRuns: 50 },
    )
  })
})
