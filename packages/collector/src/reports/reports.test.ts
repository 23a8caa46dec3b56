import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createScorer, defaultModel } from '@leadlight/scoring'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createIntake } from '../create-intake.ts'
import { createLeadService } from '../create-lead-service.ts'
import { InvalidCursorError, type LeadService } from '../lead-service.ts'
import { readTimeline } from '../leads/read/timeline.ts'
import { sampleEvent, sampleHint, sampleTime } from '../storage/contract/samples.ts'
import { memoryStore } from '../storage/memory.ts'
import type { Store } from '../storage/port.ts'
import { sqliteStore } from '../storage/sqlite.ts'
import type { StoredEvent } from '../stored-event.ts'
import { runReport } from './run-report.ts'

const minute = 60_000
const scorer = createScorer(defaultModel)
const range = { from: 0, to: sampleTime + 1_000 * minute }

let folder: string
let store: Store
let leadService: LeadService
let clock: number

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leadlight-reports-'))
  store = sqliteStore(join(folder, 'leads.db'))
  clock = sampleTime
  leadService = createLeadService({ store, scorer, now: () => clock })
})
afterEach(async () => {
  await store.close()
  rmSync(folder, { recursive: true })
})

let last = 0
/** Takes an event in at the time at which it happens, a minute after the one before. */
async function take(changes: Partial<StoredEvent>): Promise<void> {
  clock += minute
  const intake = createIntake({ store, scorer, now: () => clock })
  await intake.accept([sampleEvent(`e${++last}`, { at: clock, ...changes })], [])
}

const view = (anonymousId: string, path: string) => take({ anonymousId, properties: { path } })
const identify = (anonymousId: string | null, names: Partial<StoredEvent>) =>
  take({ type: 'identify', anonymousId, ...names })
const setStage = (email: string, stage: string) =>
  take({
    type: 'track',
    name: 'Stage Set',
    anonymousId: null,
    trusted: true,
    email,
    properties: { stage, author: 'Ada' },
  })
const reached = async () => (await leadService.funnel(range)).data.map((step) => step.reached)

describe('reports', () => {
  it('list sources that brought equally many always in the same order', async () => {
    // SQLite sorts them by itself; memory lists what came first.
    await store.close()
    store = memoryStore()
    leadService = createLeadService({ store, scorer, now: () => clock })
    const from = (visitor: string, source: string) =>
      take({ anonymousId: visitor, source: { ...sampleHint, source, campaignKey: source } })
    await from('v1', 'mail')
    await from('v2', 'ads')
    await from('v3', 'news')
    const rows = await leadService.sources(range)
    expect(rows.map(({ source }) => source)).toEqual(['ads', 'mail', 'news'])
  })

  it('count what was recorded for a lead under the lead it was merged into', async () => {
    await view('v1', '/')
    await identify('v1', { email: 'ana@acme.io' })
    await setStage('ana@acme.io', 'customer')
    await setStage('ana@acme.io', 'lead')
    const before = await reached()
    expect(before).toEqual([1, 1, 1, 1, 1])
    await view('v2', '/other')
    await identify('v2', { userId: 'u1' })
    expect(await reached()).toEqual([2, 2, 1, 1, 1])
    await identify('v2', { userId: 'u1', email: 'ana@acme.io', trusted: true })
    expect(await reached()).toEqual([2, 1, 1, 1, 1])
    const { data } = await leadService.funnel(range)
    expect(data[4]).toMatchObject({ now: 0, conversion: 1, medianMs: 0, timed: 1 })
    const content = await leadService.content(range)
    expect(content.map(({ path, leads }) => [path, leads]).sort()).toEqual([
      ['/', 1],
      ['/other', 1],
    ])
  })

  it('leave out erased leads and crawlers', async () => {
    await view('v1', '/both')
    await identify('v1', { email: 'ana@acme.io' })
    await setStage('ana@acme.io', 'sql')
    await view('v2', '/both')
    await take({ anonymousId: 'v3', bot: true, properties: { path: '/both' } })
    await take({ anonymousId: null, userId: 'u9', properties: { path: '/by-a-server' } })
    expect(await reached()).toEqual([2, 2, 1, 1, 0])
    expect(await leadService.content(range)).toMatchObject([
      { path: '/both', views: 2, visitors: 2, leads: 1 },
    ])
    await leadService.erase('email:ana@acme.io')
    expect(await reached()).toEqual([1, 1, 0, 0, 0])
    expect(await leadService.funnel(range)).toMatchObject({ withoutVisit: 1, disqualified: 0 })
    expect(await leadService.content(range)).toMatchObject([
      { path: '/both', views: 1, visitors: 1, leads: 0 },
    ])
  })

  it('are the same from their own thread and from the main thread', async () => {
    for (let visitor = 0; visitor < 30; visitor++) await view(`v${visitor}`, `/${visitor % 3}`)
    const inThread = await store.report?.('content', range)
    const here = await store.read((snapshot) => runReport(snapshot, 'content', range))
    expect(inThread).toEqual(here)
    expect(here).toHaveLength(3)
    await expect(store.report?.('weather', range)).rejects.toThrow('There is no report called weather')
    expect(await store.report?.('content', range)).toEqual(here)
  })

  it('include pages of long timelines', async () => {
    await identify('v1', { email: 'ana@acme.io' })
    const ana = 'email:ana@acme.io'
    const asked: string[] = []
    const report: Store['report'] = async (name, question) => {
      asked.push(name)
      return await store.report?.(name, question)
    }
    leadService = createLeadService({ store: { ...store, report }, scorer, now: () => clock })
    const short = await leadService.timeline(ana, { limit: 2 })
    expect([short?.data.length, asked]).toEqual([1, []])
    const events = Array.from({ length: 5_000 }, (_, index) =>
      sampleEvent(`long${index}`, {
        anonymousId: 'v1',
        at: clock + index * 31 * minute,
        properties: { path: '/' },
      }),
    )
    clock += 5_000 * 31 * minute
    await createIntake({ store, scorer, now: () => clock }).accept(events, [])
    const first = await leadService.timeline(ana, { limit: 2 })
    expect(asked).toEqual(['timeline'])
    expect(first).toEqual(await store.read((snapshot) => readTimeline(snapshot, ana, { limit: 2 })))
    const cursor = first?.next ?? 'x'
    const second = await leadService.timeline(ana, { limit: 2, cursor })
    expect(second).toEqual(await store.read((snapshot) => readTimeline(snapshot, ana, { limit: 2, cursor })))
    await expect(leadService.timeline(ana, { limit: 2, cursor: 'forged' })).rejects.toThrow(
      InvalidCursorError,
    )
    expect(await leadService.timeline('email:nobody@acme.io', { limit: 2 })).toBeUndefined()
    expect(asked).toEqual(['timeline', 'timeline'])
  })

  it('read few events at a time, however many their visitors have, so that other work gets its turn', async () => {
    const visits = Array.from({ length: 30 }, (_, visitor) => visitor)
    const events = visits.flatMap((visitor) =>
      Array.from({ length: 300 }, (_, page) =>
        sampleEvent(`${visitor}-${page}`, {
          anonymousId: `v${visitor}`,
          at: sampleTime + page * 1_000,
          properties: { path: `/${page % 3}` },
        }),
      ),
    )
    clock += 1_000 * minute
    await createIntake({ store, scorer, now: () => clock }).accept(events, [])
    const read: number[] = []
    const rows = await store.read((snapshot) =>
      runReport(
        {
          ...snapshot,
          events: async (subjects) => {
            const found = await snapshot.events(subjects)
            read.push(found.length)
            return found
          },
        },
        'content',
        range,
      ),
    )
    expect(rows).toMatchObject(visits.slice(0, 3).map(() => ({ views: 3_000, visitors: 30 })))
    expect(read.reduce((sum, count) => sum + count, 0)).toBe(events.length)
    expect(Math.max(...read)).toBeLessThanOrEqual(2_000)
  })

  it('leave out only leads with more events than are read at once', async () => {
    await view('v1', '/much')
    await view('v2', '/little')
    const rows = await store.read((snapshot) =>
      runReport(
        {
          ...snapshot,
          countEvents: async (subjects) => (subjects.includes('visitor:v1') ? 1_000_000 : subjects.length),
        },
        'content',
        range,
      ),
    )
    expect(rows).toMatchObject([{ path: '/little' }])
  })
})
