import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createScorer, defaultModel, type Scorer } from '@leadlight/scoring'
import { describe, expect, it, onTestFinished } from 'vitest'
import { OWNER_SET } from '../../by-hand/owner.ts'
import { createIntake } from '../../create-intake.ts'
import { createLeadService } from '../../create-lead-service.ts'
import type { LeadQuery } from '../../lead-service.ts'
import { sampleEvent, sampleLead, sampleTime } from '../../storage/contract/samples.ts'
import { memoryStore } from '../../storage/memory.ts'
import type { Snapshot, Store } from '../../storage/port.ts'
import { sqliteStore } from '../../storage/sqlite.ts'
import { readLeadPage, tryLeadPage } from './lead-page.ts'
import { createPlacesAhead } from './places-ahead.ts'

const scorer = createScorer(defaultModel)
const now = sampleTime + 600_000

/** A store that counts the leads read by its snapshots, and the reports. */
function countReads(store: Store): Store & { counts: { leads: number; reports: number } } {
  const counts = { leads: 0, reports: 0 }
  const counting = (snapshot: Snapshot): Snapshot => {
    const count = <Items extends unknown[]>(items: Items) => {
      counts.leads += items.length
      return items
    }
    return {
      ...snapshot,
      listLeads: async (listing) => count(await snapshot.listLeads(listing)),
      leads: async (ids) => count(await snapshot.leads(ids)),
    }
  }
  return {
    ...store,
    counts,
    read: (work, length) => store.read((snapshot) => work(counting(snapshot)), length),
    ...(store.report && {
      report: (name, params, isList) => {
        counts.reports += 1
        return store.report?.(name, params, isList) ?? Promise.resolve()
      },
    }),
  }
}

/** Fills a store with leads who all saw the prices within a minute or two, so their scores are about the same. */
async function fill(store: Store, leads: number): Promise<void> {
  const intake = createIntake({ store, scorer, now: () => now })
  const events = Array.from({ length: leads }, (_, index) => {
    const anonymousId = `v${index}`
    const at = sampleTime - ((index * 7_919) % 100_000)
    return [
      sampleEvent(`p${index}`, { anonymousId, at, properties: { path: '/pricing', url: '/pricing' } }),
      sampleEvent(`i${index}`, { anonymousId, at, type: 'identify', email: `p${index}@x.io` }),
    ]
  })
  await intake.accept(events.flat(), [])
}

function createFile(): Store {
  const folder = mkdtempSync(join(tmpdir(), 'leadlight-dense-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return sqliteStore(join(folder, 'leads.db'))
}

type Page = Awaited<ReturnType<ReturnType<typeof createLeadService>['list']>>

async function readAll(list: (query: LeadQuery) => Promise<Page>, query: LeadQuery): Promise<Page['data'][]> {
  const pages: Page['data'][] = []
  for (let cursor: string | undefined; ; ) {
    const { data, next } = await list({ ...query, ...(cursor !== undefined && { cursor }) })
    pages.push(data)
    if (next === null) return pages
    cursor = next
  }
}

describe('a list of many leads with about the same score', () => {
  it('is read page by page without ranking all of them each time', async () => {
    const store = countReads(memoryStore())
    await fill(store, 300)
    const leadService = createLeadService({ store, scorer, now: () => now })
    await leadService.list({ sort: '-score', limit: 1 })
    store.counts.leads = 0
    const pages = await readAll(leadService.list, { sort: '-score', limit: 20 })
    expect(pages).toHaveLength(15)
    const leads = pages.flat()
    expect(new Set(leads.map(({ id }) => id)).size).toBe(300)
    const ordered = leads.toSorted((a, b) => b.score - a.score || (a.id < b.id ? 1 : -1))
    expect(leads.map(({ id }) => id)).toEqual(ordered.map(({ id }) => id))
    // Once to rank them, and once to show them.
    expect(store.counts.leads).toBeLessThanOrEqual(600)

    // Negative control: each page by itself, as by a collector that starts again, has to rank all of them.
    store.counts.leads = 0
    const restarted = (query: LeadQuery) => createLeadService({ store, scorer, now: () => now }).list(query)
    const alone = await readAll(restarted, { sort: '-score', limit: 20 })
    expect(alone.flat().map(({ id }) => id)).toEqual(leads.map(({ id }) => id))
    expect(store.counts.leads).toBeGreaterThan(15 * 150)
  })

  it('leaves out those who no longer pass its filters', async () => {
    const store = memoryStore()
    await fill(store, 60)
    const intake = createIntake({ store, scorer, now: () => now })
    let at = now - 1_000
    const say = async (index: number, changes: object) => {
      at += 1
      const anonymousId = `v${index}`
      const messageId = `c${index}${JSON.stringify(changes)}`
      await intake.accept([sampleEvent(messageId, { anonymousId, at, trusted: true, ...changes })], [])
    }
    const assign = (index: number, owner: string) =>
      say(index, { type: 'track', name: OWNER_SET, properties: { owner } })
    const rename = (index: number, lastName: string) =>
      say(index, { type: 'identify', traits: { lastName }, email: `p${index}@x.io` })
    for (let index = 0; index < 40; index++) {
      await assign(index, 'meera')
      await rename(index, 'Sen')
    }
    for (const [filter, change] of [
      [{ owner: 'meera' }, assign],
      [{ q: 'sen' }, rename],
    ] as const) {
      const leadService = createLeadService({ store, scorer, now: () => now })
      const query: LeadQuery = { sort: '-score', limit: 10, ...filter }
      const { next } = await leadService.list(query)
      const second = { ...query, cursor: next ?? '' }
      const { data } = await createLeadService({ store, scorer, now: () => now }).list(second)
      const [lost] = data
      await change(Number(lost?.visitors[0]?.slice(1)), 'Roy')
      const page = await leadService.list(second)
      expect(page.data.map(({ id }) => id).slice(0, 9)).toEqual(data.slice(1).map(({ id }) => id))
    }
  })

  it('leaves out those who moved meanwhile', async () => {
    const store = memoryStore()
    await fill(store, 60)
    const leadService = createLeadService({ store, scorer, now: () => now })
    const query: LeadQuery = { sort: '-score', limit: 10 }
    const first = await leadService.list(query)
    const second = await leadService.list({ ...query, cursor: first.next ?? '' })
    const third = second.next ?? ''
    const own = await createLeadService({ store, scorer, now: () => now }).list({ ...query, cursor: third })
    const moved = own.data.slice(0, 3).map(({ visitors }) => visitors[0] ?? '')
    const intake = createIntake({ store, scorer, now: () => now })
    const demos = moved.map((anonymousId) =>
      sampleEvent(`d${anonymousId}`, {
        ...{ anonymousId, type: 'track', name: 'Form Submitted', at: now },
        properties: { form_id: 'demo', fields: {} },
      }),
    )
    await intake.accept(demos, [])
    const page = await leadService.list({ ...query, cursor: third })
    expect(page.data).toHaveLength(10)
    expect(page.data.slice(0, 7).map(({ id }) => id)).toEqual(own.data.slice(3).map(({ id }) => id))
  })

  it('does not block the event loop on SQLite', async () => {
    const store = countReads(createFile())
    await fill(store, 2_500)
    const leadService = createLeadService({ store, scorer, now: () => now })
    store.counts.leads = 0
    const pages = await readAll(leadService.list, { sort: '-score', limit: 200 })
    expect(pages.flat()).toHaveLength(2_500)
    expect(store.counts.reports).toBe(1)
    // On the event loop: once in vain, then those that are shown.
    expect(store.counts.leads).toBeLessThan(1_000 + 800 + 2_500)
    await store.close()
  }, 30_000)
})

describe('a segment of nobody', () => {
  const order = { by: 'lastSeen' as const, descending: true, after: null, at: now, listed: [] }

  it('is looked through some thousand leads at a time', async () => {
    const store = countReads(memoryStore())
    const leads = Array.from({ length: 6_000 }, (_, index) => sampleLead(`ld_${index}`, { lastSeen: index }))
    await store.transact((tx) => tx.saveLeads(leads.map((lead) => ({ lead, words: null }))))
    const where = { 'traits.country': 'nowhere' }
    const query = { ...order, model: defaultModel, where, filter: {}, limit: 20 }
    const first = await store.read((snapshot) => readLeadPage(snapshot, query))
    expect(first).toMatchObject({ data: [], next: { value: expect.any(Number) } })
    expect(store.counts.leads).toBeGreaterThanOrEqual(5_000)
    expect(store.counts.leads).toBeLessThan(5_800)
    const second = await store.read((snapshot) =>
      readLeadPage(snapshot, { ...query, after: first?.next ?? null }),
    )
    expect(second).toMatchObject({ data: [], next: null })
    expect(store.counts.leads).toBe(6_000)
  })

  it('is looked through without scoring those whom a trait excludes', async () => {
    const store = memoryStore()
    await fill(store, 50)
    let scored = 0
    const counting: Scorer = {
      ...scorer,
      standing: (...given) => {
        scored += 1
        return scorer.standing(...given)
      },
    }
    const scoredFor = async (where: object) => {
      scored = 0
      const query = { ...order, model: defaultModel, where, filter: {}, limit: 20 }
      await store.read((snapshot) => tryLeadPage(snapshot, counting, query, 1_000))
      return scored
    }
    expect(await scoredFor({ 'traits.country': 'nowhere', score: { gt: 0 } })).toBe(0)
    expect(await scoredFor({ score: { gt: 1_000 } })).toBe(50)
  })
})

describe('createPlacesAhead', () => {
  const places = (count: number) => ({
    places: Array.from({ length: count }, (_, index) => ({ value: index, id: `${index}` })),
    isEnd: false,
  })

  it('gives the places of a list once', () => {
    const ahead = createPlacesAhead()
    ahead.keep('a', places(2))
    expect(ahead.take('b')).toBeUndefined()
    expect(ahead.take('a')).toEqual(places(2))
    expect(ahead.take('a')).toBeUndefined()
  })

  it('forgets the oldest ones where they are too many', () => {
    const ahead = createPlacesAhead(5)
    ahead.keep('a', places(2))
    ahead.keep('b', places(2))
    ahead.keep('a', places(3))
    ahead.keep('c', places(1))
    expect(['a', 'b', 'c'].map((list) => ahead.take(list))).toEqual([places(3), undefined, places(1)])
  })
})
