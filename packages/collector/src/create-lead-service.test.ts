import { createScorer, defaultModel } from '@leadlight/scoring'
import { beforeEach, describe, expect, it } from 'vitest'
import { createIntake } from './create-intake.ts'
import { createLeadService } from './create-lead-service.ts'
import { InvalidCursorError, type LeadQuery, type LeadService } from './lead-service.ts'
import { sampleEvent, sampleHint, sampleTime } from './storage/contract/samples.ts'
import type { Store } from './storage/port.ts'
import { sqliteStore } from './storage/sqlite.ts'
import type { StoredEvent } from './stored-event.ts'

const scorer = createScorer(defaultModel)
const minute = 60_000
const day = 24 * 60 * minute
const now = sampleTime + 3 * day
const google = {
  ...sampleHint,
  channel: 'organic search' as const,
  source: 'google',
  medium: 'organic',
  campaign: null,
}
const query: LeadQuery = { sort: '-score', limit: 10 }

function view(messageId: string, at: number, path: string, changes: Partial<StoredEvent> = {}): StoredEvent {
  return sampleEvent(messageId, { at, properties: { path, url: `https://shop.example${path}` }, ...changes })
}

function engaged(messageId: string, at: number, pageView: string, ms: number, depth: number): StoredEvent {
  const properties = {
    page_view_id: pageView,
    path: '/blog/crm',
    engaged_ms: ms,
    scroll_depth: depth,
    seq: 1,
  }
  return sampleEvent(messageId, { type: 'track', name: 'Page Engaged', at, properties })
}

const secondVisit = sampleTime + day
/** Ana reads an article from a campaign, comes back by a search a day later, and sends a form; Bo is known by a server. */
const history: StoredEvent[] = [
  view('p1', sampleTime, '/blog/crm', { source: sampleHint }),
  engaged('e2', sampleTime + 2 * minute, 'p1', 90_000, 40),
  engaged('e1', sampleTime + minute, 'p1', 60_000, 80),
  view('p2', secondVisit, '/pricing', { source: { ...google, campaignKey: null } }),
  sampleEvent('f1', {
    type: 'track',
    name: 'Form Submitted',
    at: secondVisit + minute,
    email: 'ana@acme.io',
    traits: { email: 'ana@acme.io', firstName: 'Ana', company: 'Acme' },
    properties: { form_id: 'contact', fields: {} },
  }),
  view('b1', secondVisit + 2 * minute, '/', { bot: true }),
  sampleEvent('s1', {
    type: 'identify',
    anonymousId: null,
    userId: 'u_bo',
    trusted: true,
    traits: { name: 'Bo 100%', budget: 50 },
    at: sampleTime,
  }),
]

let store: Store
let leadService: LeadService
beforeEach(async () => {
  store = sqliteStore(':memory:')
  leadService = createLeadService({ store, scorer, now: () => now })
  await createIntake({ store, scorer, now: () => now }).accept(history, [])
  return () => store.close()
})

describe('createLeadService', () => {
  it('reads a lead by any of its names', async () => {
    const ana = await leadService.read('email:Ana@ACME.io')
    expect(ana).toMatchObject({
      email: 'ana@acme.io',
      userId: null,
      traits: { email: 'ana@acme.io', firstName: 'Ana', company: 'Acme' },
      firstSource: { channel: 'social', campaign: 'spring', landingPath: '/blog/crm' },
      lastSource: { channel: 'organic search', source: 'google', landingPath: '/pricing' },
      firstSeen: new Date(sampleTime).toISOString(),
      lastSeen: new Date(secondVisit + minute).toISOString(),
      visitors: ['visitor-1'],
      stage: expect.any(String),
    })
    expect(await leadService.read(ana?.id ?? '')).toEqual(ana)
    expect(await leadService.read('user:u_bo')).toMatchObject({
      userId: 'u_bo',
      email: null,
      firstSource: null,
      visitors: [],
    })
    expect(await leadService.read('ld_nobody')).toBeUndefined()
  })

  it('lists leads by score, by time and by filter', async () => {
    const names = async (changes: Partial<LeadQuery>) =>
      (await leadService.list({ ...query, ...changes })).data.map(({ email, userId }) => email ?? userId)
    expect(await names({})).toEqual(['ana@acme.io', 'u_bo'])
    expect(await names({ sort: 'score' })).toEqual(['u_bo', 'ana@acme.io'])
    expect(await names({ sort: 'lastSeen' })).toEqual(['u_bo', 'ana@acme.io'])
    expect(await names({ q: 'ACM' })).toEqual(['ana@acme.io'])
    expect(await names({ q: '100%' })).toEqual(['u_bo'])
    expect(await names({ q: '%' })).toEqual([])
    expect(await names({ owner: 'meera' })).toEqual([])
    const ana = await leadService.read('email:ana@acme.io')
    expect(await names({ grade: ana?.grade ?? '' })).toContain('ana@acme.io')
  })

  it('splits lists into pages without gaps, and accepts only its own cursors', async () => {
    const first = await leadService.list({ ...query, limit: 1 })
    expect(first.data).toHaveLength(1)
    const second = await leadService.list({ ...query, limit: 1, cursor: first.next ?? '' })
    expect([...first.data, ...second.data]).toEqual((await leadService.list(query)).data)
    expect(second.next).toBeNull()
    for (const cursor of ['', 'x', btoa('{}'), 'é']) {
      await expect(leadService.list({ ...query, cursor })).rejects.toThrow(InvalidCursorError)
      await expect(leadService.timeline('user:u_bo', { limit: 1, cursor })).rejects.toThrow(
        InvalidCursorError,
      )
    }
    await expect(leadService.list({ ...query, sort: 'score', cursor: first.next ?? '' })).rejects.toThrow(
      InvalidCursorError,
    )
  })

  it('explains the listed score exactly, at any time', async () => {
    const ana = await leadService.read('email:ana@acme.io')
    const answer = await leadService.score(ana?.id ?? '', now)
    expect(answer).toMatchObject({ lead: ana?.id, score: ana?.score, grade: ana?.grade, stage: ana?.stage })
    const sum = answer?.contributions.reduce((cents, { points }) => cents + Math.round(points * 100), 0)
    expect(sum).toBe(Math.round((answer?.score ?? Number.NaN) * 100))
    expect(answer?.score).toBeGreaterThan(0)
    const ids = answer?.contributions.flatMap(({ events }) => events.map(({ messageId }) => messageId)) ?? []
    expect(ids).toContain('f1')
    expect(ids.join()).not.toContain('\n')

    const before = await leadService.score(ana?.id ?? '', sampleTime - 1)
    expect(before?.contributions.flatMap(({ events }) => events)).toEqual([])
    expect(await leadService.score('ld_nobody', now)).toBeUndefined()
  })

  it('groups the timeline by visits, and adds reading times to page views', async () => {
    const timeline = await leadService.timeline('email:ana@acme.io', { limit: 10 })
    expect(timeline?.data.map((entry) => [entry.type, entry.at])).toEqual([
      ['event', new Date(secondVisit + 2 * minute).toISOString()],
      ['visit', new Date(secondVisit).toISOString()],
      ['visit', new Date(sampleTime).toISOString()],
    ])
    expect(timeline?.data[0]).toMatchObject({ event: { messageId: 'b1', bot: true } })
    expect(timeline?.data[1]).toMatchObject({
      visitor: 'visitor-1',
      endedAt: new Date(secondVisit + minute).toISOString(),
      source: { channel: 'organic search' },
      engagedMs: 0,
      events: [{ messageId: 'f1' }, { messageId: 'p2' }],
    })
    expect(timeline?.data[2]).toMatchObject({
      id: 'visit:p1',
      source: { channel: 'social' },
      engagedMs: 90_000,
      events: [{ messageId: 'p1', engagedMs: 90_000, scrollDepth: 80 }],
    })
    const pages = []
    for (let cursor: string | null | undefined = null; cursor !== undefined; ) {
      const page: Awaited<ReturnType<LeadService['timeline']>> = await leadService.timeline(
        'email:ana@acme.io',
        {
          limit: 1,
          ...(cursor === null ? {} : { cursor }),
        },
      )
      pages.push(...(page?.data ?? []))
      cursor = page?.next ?? undefined
    }
    expect(pages).toEqual(timeline?.data)
    expect(await leadService.timeline('ld_nobody', { limit: 1 })).toBeUndefined()
  })

  it('reports sources by first touch', async () => {
    const rows = await leadService.sources({ from: 0, to: now })
    expect(rows).toEqual([
      {
        channel: 'social',
        source: 'facebook',
        medium: 'social',
        campaign: 'spring',
        visits: 1,
        visitors: 1,
        leads: 1,
        qualified: expect.any(Number),
      },
      {
        channel: 'organic search',
        source: 'google',
        medium: 'organic',
        campaign: null,
        visits: 1,
        visitors: 1,
        leads: 0,
        qualified: 0,
      },
    ])
    expect(await leadService.sources({ from: 0, to: sampleTime })).toEqual([])
  })

  it('lists refused messages', async () => {
    const refuse = (reason: string, message: string) => ({
      site: 'shop',
      messageId: null,
      receivedAt: 5,
      reason,
      message,
    })
    await createIntake({ store, scorer }).accept([], [refuse('a', '{"x":1}'), refuse('b', '{"x":')])
    const first = await leadService.rejected({ limit: 1 })
    expect(first.data).toMatchObject([
      { reason: 'b', message: '{"x":', receivedAt: '1970-01-01T00:00:00.005Z' },
    ])
    const second = await leadService.rejected({ limit: 1, cursor: first.next ?? '' })
    expect(second).toMatchObject({ data: [{ reason: 'a', message: { x: 1 } }], next: null })
  })

  it('scores all leads again from the log under another model', async () => {
    const rules = defaultModel.rules.slice(0, 0)
    const empty = createScorer({ ...defaultModel, version: 99, rules })
    const other = createLeadService({ store, scorer: empty, now: () => now })
    expect((await other.list(query)).data.map(({ score }) => score)).toEqual([0, 0])
    expect(await other.score('email:ana@acme.io', now)).toMatchObject({ score: 0, model: { version: 99 } })
    const latest = createScorer({ ...defaultModel, version: 100 })
    const again = createLeadService({ store, scorer: latest, now: () => now })
    expect((await again.read('email:ana@acme.io'))?.score).toBe(
      (await again.score('email:ana@acme.io', now))?.score,
    )
    expect((await again.read('email:ana@acme.io'))?.score).toBeGreaterThan(0)
  })

  it('filters by the current stage, not by that of the last event', async () => {
    const ana = await leadService.read('email:ana@acme.io')
    const later = createLeadService({ store, scorer, now: () => now + 900 * day })
    const faded = await later.read('email:ana@acme.io')
    expect(faded?.grade).not.toBe(ana?.grade)
    const found = await later.list({ ...query, grade: faded?.grade ?? '' })
    expect(found.data.map(({ email }) => email)).toContain('ana@acme.io')
    expect((await later.list({ ...query, grade: ana?.grade ?? '' })).data).toEqual([])
  })
})
