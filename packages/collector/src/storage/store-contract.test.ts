import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { storeContract } from '../testing.ts'
import { memoryStore } from './memory.ts'
import type { Store, Transaction } from './port.ts'
import { sqliteStore } from './sqlite.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'leadlight-store-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

let files = 0
const stores: Record<string, () => Store> = {
  'the memory store': memoryStore,
  'an SQLite file': () => sqliteStore(join(folder, `${++files}.db`)),
  'an SQLite file, read by a thread of its own': () => {
    const store = sqliteStore(join(folder, `${++files}.db`))
    return { ...store, read: (work) => store.read(work, 'long') }
  },
  'SQLite in memory': () => sqliteStore(':memory:'),
}

describe.each(Object.keys(stores))('%s', (name) => {
  it.each(storeContract.map((item) => [item.name, item] as const))('%s', async (_, item) => {
    await expect(item.run(stores[name] ?? memoryStore)).resolves.toBeUndefined()
  })
})

/** Stores that break one promise each, and the case that must notice. */
const broken: Record<string, [notice: string, spoil: (store: Store) => Store]> = {
  'lets duplicates in': [
    'an event is stored once, the first arrival wins',
    (store) =>
      changed(store, (tx) => ({
        insertEvents: async (events) => (await tx.insertEvents(events)).map(() => 'new'),
      })),
  ],
  'keeps what a failed transaction wrote': [
    'nothing stays of a transaction that throws, and its error is passed on',
    (store) => ({
      ...store,
      transact: async (work) => {
        const [outcome] = await store.transact((tx) => Promise.allSettled([work(tx)]))
        if (outcome.status === 'rejected') throw outcome.reason
        return outcome.value
      },
    }),
  ],
  'writes after the commit': [
    'transactions at once do not lose each other’s writes',
    (store) => ({
      ...store,
      transact: async (work) => {
        const late: [string, string][] = []
        const saveSetting = async (name: string, value: string) => void late.push([name, value])
        const result = await store.transact((tx) => work({ ...tx, saveSetting }))
        for (const setting of late) await store.transact((tx) => tx.saveSetting(...setting))
        return result
      },
    }),
  ],
  'forgets fellow members': [
    'persons are found with everybody in their leads',
    (store) =>
      changed(store, (tx) => ({
        persons: async (keys) => (await tx.persons(keys)).filter(({ key }) => keys.includes(key)),
      })),
  ],
  'begins every page anew': [
    'leads are listed in order, ties by id in the same direction',
    (store) =>
      changed(store, (tx) => ({ listLeads: (listing) => tx.listLeads({ ...listing, after: null }) })),
  ],
  'takes words for patterns': [
    'leads are found by the beginnings of their words',
    (store) =>
      changed(store, (tx) => ({
        listLeads: ({ words = [], ...listing }) =>
          tx.listLeads({ ...listing, words: words.map((word) => word.split('%')[0] ?? '') }),
      })),
  ],
  'keeps leads by another model for good': [
    'leads by another model are kept beside, and change places with the others',
    (store) => changed(store, () => ({ dropNextLeads: async () => 0 })),
  ],
  'forgets words that nobody tells again': [
    'leads keep their words until they are given others or deleted',
    (store) =>
      changed(store, (tx) => ({
        saveLeads: (leads) => tx.saveLeads(leads.map(({ lead, words }) => ({ lead, words: words ?? [] }))),
      })),
  ],
  'forgets nothing of a deleted visitor but its visits': [
    'what is deleted is gone with all that hangs on it, and nothing else',
    (store) =>
      changed(store, (tx) => ({
        deleteVisitors: async (visitors) => {
          const [kept] = await tx.visitors(visitors.map(({ id }) => id))
          await tx.deleteVisitors(visitors)
          if (kept) await tx.saveVisitors([{ visitor: kept, visits: [], replaces: [], linked: ['user:u1'] }])
        },
      })),
  ],
  'lets an earlier erasure outlive a later one': [
    'of equal erasure marks the later time counts',
    (store) =>
      changed(store, (tx) => ({
        erased: async (marks) => (await tx.erased(marks)).map(({ mark }) => ({ mark, until: 6 })),
      })),
  ],
  'forgets the ids of what it takes out of the log': [
    'what was taken out of the log is not taken in again',
    (store) => ({
      ...store,
      shortenLog: async (cut) => {
        const events = await store.read((snapshot) => snapshot.events(['visitor:visitor-1']))
        await store.transact((tx) => tx.deleteEvents(events))
        return store.shortenLog(cut)
      },
    }),
  ],
  'begins every part of a report anew': [
    'visits are listed in the order of time, with their visitors',
    (store) =>
      changed(store, (tx) => ({
        visitsWithin: (range, { limit }) => tx.visitsWithin(range, { after: null, limit }),
      })),
  ],
  'never closes': ['a closed store is unavailable', (store) => ({ ...store, close: async () => {} })],
}

function changed(store: Store, change: (tx: Transaction) => Partial<Transaction>): Store {
  const wrap = (tx: Transaction) => ({ ...tx, ...change(tx) })
  return {
    ...store,
    transact: (work) => store.transact((tx) => work(wrap(tx))),
    read: (work) => store.read((snapshot) => work(wrap(snapshot as Transaction))),
  }
}

describe('the contract', () => {
  it.each(Object.entries(broken))('fails a store that %s', async (_, [notice, spoil]) => {
    const failed: string[] = []
    for (const { name, run } of storeContract)
      await run(() => spoil(memoryStore())).catch(() => failed.push(name))
    expect(failed).toContain(notice)
  })
})
