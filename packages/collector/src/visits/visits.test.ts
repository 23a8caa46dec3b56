import { VISIT_GAP_MS } from '@leadlight/protocol'
import { describe, expect, it } from 'vitest'
import { sampleEvent, sampleHint, sampleTime } from '../storage/contract/samples.ts'
import type { SourceHint, StoredEvent } from '../stored-event.ts'
import { extendVisits } from './extend-visits.ts'
import { extendVisitor, foldVisitor, newVisitor } from './visitor.ts'

const minute = 60_000
const ads: SourceHint = { ...sampleHint, channel: 'paid', source: 'google', campaignKey: 'utm:ads' }
const referral: SourceHint = { ...sampleHint, channel: 'referral', source: 'blog.example', campaignKey: null }

function view(messageId: string, after: number, source: SourceHint | null = null): StoredEvent {
  return sampleEvent(messageId, { at: sampleTime + after, source, properties: { path: `/${messageId}` } })
}

function visitsOf(...events: StoredEvent[]) {
  const { placed } = foldVisitor({ id: 'v', aliases: [] }, events)
  return Array.from(
    Map.groupBy(placed, ({ visit }) => visit?.number ?? 0),
    ([, items]) => [items.map(({ event }) => event.messageId).join(''), items[0]?.visit?.source.channel],
  )
}

describe('visits', () => {
  it('end after 30 minutes of silence', () => {
    expect(visitsOf(view('a', 0), view('b', VISIT_GAP_MS - 1), view('c', 2 * VISIT_GAP_MS - 1))).toEqual([
      ['ab', 'direct'],
      ['c', 'direct'],
    ])
  })

  it('end when another campaign begins, but not at a referrer', () => {
    const events = [
      view('a', 0, sampleHint),
      view('b', 1, referral),
      view('c', 2, sampleHint),
      view('d', 3, ads),
      view('e', 4),
    ]
    expect(visitsOf(...events)).toEqual([
      ['abc', 'social'],
      ['de', 'paid'],
    ])
  })

  it('have the source of their first page view, whatever was sent before it', () => {
    const early = sampleEvent('i', { type: 'identify', at: sampleTime - 1, context: {} })
    expect(visitsOf(early, view('a', 0, sampleHint))).toEqual([['ia', 'social']])
    expect(visitsOf(view('a', 0), view('b', 1, referral))).toEqual([['ab', 'direct']])
    const { visitor } = foldVisitor({ id: 'v', aliases: [] }, [early, view('a', 0, sampleHint)])
    expect(visitor.visit?.source).toMatchObject({ landingPath: '/a', campaign: 'spring' })
    expect(visitor.visit?.source.at).toBe(new Date(sampleTime - 1).toISOString())
  })

  it('do not include crawlers', () => {
    expect(visitsOf(view('a', 0), { ...view('b', 2 * VISIT_GAP_MS), bot: true })).toEqual([
      ['a', 'direct'],
      ['b', undefined],
    ])
  })
})

describe('extendVisits', () => {
  const known = extendVisits(null, [view('a', 0), view('c', 20 * minute)])?.latest ?? null

  it('accepts a late event that changes nothing', () => {
    expect(extendVisits(known, [view('b', 10 * minute)])).toMatchObject({ begun: [], latest: known })
  })

  it.each([
    ['before the visit', view('b', -1)],
    ['that would split the visit', view('b', 10 * minute, ads)],
  ])('needs the log for a late event %s', (_, event) => {
    expect(extendVisits(known, [event])).toBeNull()
  })

  it('needs the log when a known visit gets its source', () => {
    const untold = extendVisits(null, [sampleEvent('i', { type: 'identify' })])?.latest ?? null
    expect(extendVisits(untold, [view('a', 1, sampleHint)])).toBeNull()
  })
})

describe('extendVisitor', () => {
  const identify = (messageId: string, after: number, email: string) =>
    sampleEvent(messageId, { type: 'identify', email, at: sampleTime + after })

  it('does not need the log when another person uses the device', () => {
    const before = foldVisitor({ id: 'v', aliases: [] }, [identify('a', 0, 'ana@x.io')]).visitor
    const after = extendVisitor(before, [identify('b', 1, 'bo@x.io')])
    expect(after?.visitor.runs.map(({ person }) => person)).toEqual(['email:ana@x.io', 'email:bo@x.io'])
    expect(after?.visitor).toEqual(
      foldVisitor({ id: 'v', aliases: [] }, [identify('a', 0, 'ana@x.io'), identify('b', 1, 'bo@x.io')])
        .visitor,
    )
  })

  it.each([
    ['the first identification', [view('a', 0)], identify('b', 1, 'ana@x.io')],
    [
      'an identification that comes late',
      [identify('a', 0, 'ana@x.io'), view('c', 2)],
      identify('b', 1, 'bo@x.io'),
    ],
    ['one at the same time as the last event', [identify('a', 0, 'ana@x.io')], identify('b', 0, 'bo@x.io')],
  ])('needs the log for %s', (_, events, next) => {
    expect(extendVisitor(foldVisitor({ id: 'v', aliases: [] }, events).visitor, [next])).toBeNull()
  })

  it('starts with a visitor without events', () => {
    expect(extendVisitor(newVisitor('v'), [view('a', 0)])?.begun).toHaveLength(1)
  })
})
