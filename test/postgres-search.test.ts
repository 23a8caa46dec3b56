import { expect, it } from 'vitest'
import { sampleLead } from '../packages/collector/src/storage/contract/samples.ts'
import { memoryStore } from '../packages/collector/src/storage/memory.ts'
import type { LeadListing, RankedLead, Store } from '../packages/collector/src/storage/port.ts'
import { sqliteStore } from '../packages/collector/src/storage/sqlite.ts'
import { postgresSchemas } from './postgres-schemas.ts'

const { open } = postgresSchemas('search')

/** Of 3,000 leads, most have some word; `late` only those that come last by score, `rare` almost nobody. */
const leads = Array.from({ length: 3_000 }, (_, number): RankedLead => {
  const words = [
    ...['everybody', `n${number}`],
    ...(number < 1_600 ? ['late'] : []),
    ...(number % 3 === 0 ? ['third'] : []),
    ...(number % 500 === 1 ? ['rare'] : []),
  ]
  const lead = sampleLead(`ld_${String(number * 7_919).padStart(9, '0')}`, {
    score: Math.floor(number / 2),
    lastSeen: 1_000_000 - number,
    stage: number % 4 === 0 ? 'mql' : 'lead',
    owner: number % 5 === 0 ? 'Priya' : null,
    changesAt: number % 2 === 0 ? 9_999_999 : null,
  })
  return { lead, words }
})
const orders: Pick<LeadListing, 'by' | 'descending' | 'changing'>[] = [
  { by: 'score', descending: true, changing: true },
  { by: 'score', descending: false, changing: false },
  { by: 'lastSeen', descending: true },
]
const filters: Partial<LeadListing>[] = [
  ...[['late'], ['third'], ['everybody'], ['rare'], ['nobody'], ['thi', 'lat'], ['rare', 'late']].map(
    (words) => ({ words }),
  ),
  { words: ['late'], stage: 'mql' },
  { words: ['late', 'everybody'], owner: 'Priya' },
]

async function fill(store: Store): Promise<Store> {
  await store.transact((tx) => tx.saveLeads(structuredClone(leads)))
  return store
}

/** The first pages, one after the other. */
async function list(store: Store, listing: Omit<LeadListing, 'after'>): Promise<string[]> {
  return await store.read(async (snapshot) => {
    const ids: string[] = []
    let after: LeadListing['after'] = null
    for (let page = 0; page < 3; page++) {
      const found = await snapshot.listLeads({ ...listing, after })
      ids.push(...found.map(({ id }) => id))
      const last = found.at(-1)
      if (last === undefined) break
      after = { value: last[listing.by], id: last.id }
    }
    return ids
  })
}

it.each<[string, () => Store]>([
  ['PostgreSQL', open],
  ['SQLite', () => sqliteStore(':memory:')],
])(
  'finds frequent and rare words in every order on %s, wherever in the order they are',
  async (_, create) => {
    const [store, plain] = [await fill(create()), await fill(memoryStore())]
    for (const order of orders) {
      for (const filter of filters) {
        const listing = { ...order, ...filter, limit: 120 }
        expect(await list(store, listing)).toEqual(await list(plain, listing))
      }
    }
    await store.close()
  },
)
