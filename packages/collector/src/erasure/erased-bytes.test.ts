import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Lead, LeadExport, List } from '@leadlight/protocol'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { askAsOwner, startCollector } from '../collector.test.setup.ts'
import type { Collector } from '../collector.ts'
import type { Store } from '../storage/port.ts'
import { sqliteStore } from '../storage/sqlite.ts'

const noon = Date.UTC(2026, 10, 21, 12)
const minute = 60_000
let folder = ''
let store: Store
let collector: Collector
let time = noon

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'leadlight-erasure-'))
  store = sqliteStore(join(folder, 'leads.db'))
  start(store)
})
afterEach(async () => {
  await collector.close()
  rmSync(folder, { recursive: true })
})

function start(own: Store): void {
  time = noon
  collector = startCollector({ store: own, now: () => time })
}

/** The batches of one person on two devices, 25 events each; some are refused. Everything bears the person's name. */
function batchesOf(name: string, count: number): string[] {
  const sentAt = new Date(noon).toISOString()
  return Array.from({ length: count }, (_, number) => {
    const anonymousId = `${name}-device-${number % 2}`
    const batch = Array.from({ length: 25 }, (_, index) => {
      const at = new Date(noon - (count - number) * 10 * minute + index * 1000).toISOString()
      const own = { messageId: `${name}-${number}-${index}`, anonymousId, timestamp: at }
      if (index === 0) return { ...own, type: 'identify', traits: { email: `${name}@x.example`, name } }
      if (index === 1)
        return { ...own, type: 'page', context: { ip: '203.0.113.7' }, properties: { title: name } }
      return {
        ...own,
        type: 'track',
        event: 'Read',
        properties: { of: `${name} ${index}`, path: '/pricing' },
        ...(index % 3 === 0 && { context: { device: `of ${name}` } }),
      }
    })
    const refused = { messageId: `${name}-bad-${number}`, anonymousId, type: 'track', event: 5 }
    return JSON.stringify({ writeKey: 'wk', sentAt, batch: number % 10 === 0 ? [...batch, refused] : batch })
  })
}

async function send(bodies: string[]): Promise<void> {
  const answers = await Promise.all(
    bodies.map((body) =>
      collector.fetch(new Request('https://leads.example/v1/batch', { method: 'POST', body })),
    ),
  )
  expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]))
}

const ask = (path: string, method?: string) => askAsOwner(collector, `/api/leads${path}`, method)

/** How often a text stands in any file of the database: itself, its log, its index of the log. */
function hits(text: string): number {
  return readdirSync(folder)
    .map((file) => readFileSync(join(folder, file)).toString('latin1').split(text).length - 1)
    .reduce((sum, count) => sum + count, 0)
}

/** Others before, beside and after, so that pages are split and rows are moved. */
async function fill(): Promise<string[]> {
  const zora = batchesOf('zoraneale', 40)
  const others = Array.from({ length: 30 }, (_, index) => batchesOf(`other${index}`, 4)).flat()
  const mixed = others.flatMap((body, index) => [body, ...zora.slice(index, index + 1)])
  for (let from = 0; from < mixed.length; from += 8) await send(mixed.slice(from, from + 8))
  return zora
}

describe('a lead with 1,000 events', () => {
  it('leaves no byte in the files, and stays erased when its batches are sent again', async () => {
    const batches = await fill()
    expect(hits('zoraneale')).toBeGreaterThan(2_000)
    const everything: LeadExport = await (await ask('/email:zoraneale@x.example/export')).json()
    expect(everything.events).toHaveLength(1_000)
    expect(everything.rejected).toHaveLength(4)
    const before: List<Lead> = await (await ask('?limit=200')).json()

    time = noon + minute
    const answer = await ask('/email:zoraneale@x.example', 'DELETE')
    expect(await answer.json()).toEqual({
      lead: everything.lead.id,
      erasedAt: new Date(time).toISOString(),
      events: 1_000,
      visitors: 2,
      rejected: 4,
    })
    expect(hits('zoraneale')).toBe(0)
    expect(hits(everything.lead.id)).toBe(0)

    time = noon + 30 * minute
    await send(batches)
    expect(hits('zoraneale')).toBe(0)
    const after: List<Lead> = await (await ask('?limit=200')).json()
    const idsOf = ({ data }: List<Lead>) => data.map((lead) => lead.id).sort()
    expect(idsOf(after)).toEqual(idsOf(before).filter((id) => id !== everything.lead.id))
    for (const path of ['', '/events', '/score', '/export']) {
      expect((await ask(`/email:zoraneale@x.example${path}`)).status).toBe(404)
    }
    expect((await ask('/email:other3@x.example/export')).status).toBe(200)
  }, 60_000)

  it('starts again as a new lead when the person returns', async () => {
    await send(batchesOf('zoraneale', 2))
    time = noon + minute
    await ask('/email:zoraneale@x.example', 'DELETE')
    time = noon + 60 * minute
    const sentAt = new Date(time).toISOString()
    const again = { messageId: 'new', anonymousId: 'zoraneale-device-0', timestamp: sentAt, type: 'page' }
    const known = {
      ...again,
      messageId: 'new too',
      type: 'identify',
      traits: { email: 'zoraneale@x.example' },
    }
    await send([JSON.stringify({ writeKey: 'wk', sentAt, batch: [again, known] })])
    const lead: LeadExport = await (await ask('/email:zoraneale@x.example/export')).json()
    expect(lead.events.map((event) => event.messageId)).toEqual(['new', 'new too'])
    expect(lead.lead.firstSeen).toBe(sentAt)
  })

  it('would leave bytes without scrubbing, and return without marks (negative control)', async () => {
    start({ ...store, scrub: async () => {} })
    const batches = await fill()
    await ask('/email:zoraneale@x.example', 'DELETE')
    expect(hits('zoraneale')).toBeGreaterThan(0)

    const saveErasures = async () => {}
    start({ ...store, transact: (work) => store.transact((tx) => work({ ...tx, saveErasures })) })
    await ask('/email:other1@x.example', 'DELETE')
    await send(batchesOf('other1', 4))
    expect((await ask('/email:other1@x.example')).status).toBe(200)
    expect(batches).toHaveLength(40)
  }, 60_000)
})

it('exports the origin of everything known about a lead', async () => {
  await send(batchesOf('ada', 2))
  const answer = await ask('/email:ada@x.example/export')
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="ld_\w+\.json"$/)
  const { lead, names, traits, visits, events, score, rejected }: LeadExport = await answer.json()
  expect(lead.email).toBe('ada@x.example')
  expect(names).toEqual([{ email: 'ada@x.example', since: events[0]?.at }])
  const origin = { messageId: 'ada-1-0', site: 'www', trusted: false, at: events[25]?.at }
  expect(traits.name).toEqual({ value: 'ada', ...origin })
  expect(visits).toMatchObject([
    { visitor: 'ada-device-0', number: 1, source: { channel: 'direct' } },
    { visitor: 'ada-device-1', number: 1 },
  ])
  expect(events).toHaveLength(50)
  expect(events[1]).toMatchObject({
    type: 'page',
    context: { ip: '203.0.113.0' },
    properties: { title: 'ada' },
  })
  expect(score.contributions.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo(score.score, 9)
  expect(rejected).toMatchObject([{ messageId: 'ada-bad-0' }])
})
