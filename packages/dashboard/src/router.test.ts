import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { everyLead, formatRoute, parseRoute, type Route } from './router.ts'
import { contentSortWords, gradeNames, stageNames } from './words.ts'

const time = fc
  .date({ noInvalidDate: true, min: new Date(0), max: new Date(4e12) })
  .map((date) => date.toISOString())
const routes: fc.Arbitrary<Route> = fc.oneof(
  fc.record({
    view: fc.constant('leads' as const),
    filter: fc.record({
      q: fc.string(),
      stage: fc.constantFrom('' as const, ...stageNames),
      grade: fc.constantFrom('', ...gradeNames),
      owner: fc.string(),
      segment: fc.string(),
      sort: fc.constantFrom('-score' as const, 'lastSeen' as const),
    }),
  }),
  fc.record({
    view: fc.constant('lead' as const),
    id: fc.string({ minLength: 1 }),
    at: fc.oneof(fc.constant(''), time),
  }),
  fc.record({
    view: fc.constantFrom('funnel' as const, 'sources' as const, 'forms' as const),
    days: fc.integer({ min: 0, max: 3650 }),
  }),
  fc.record({
    view: fc.constant('content' as const),
    days: fc.integer({ min: 0, max: 3650 }),
    sort: fc.constantFrom(...contentSortWords.map(({ name }) => name)),
  }),
  fc.constant({ view: 'rejected' as const }),
)

describe('router', () => {
  it('reads back every address it writes', () => {
    fc.assert(
      fc.property(routes, (route) => {
        expect(parseRoute(formatRoute(route))).toEqual(route)
      }),
    )
  })

  it('starts at the list of leads', () => {
    for (const hash of ['', '#', '#/', '#/leads']) {
      expect(parseRoute(hash)).toEqual({ view: 'leads', filter: everyLead })
    }
    expect(formatRoute({ view: 'leads', filter: everyLead })).toBe('#/leads')
  })

  it('reports an address without a view', () => {
    for (const hash of ['#/nowhere', '#/leads/a/b', '#/sources/x', '#main']) {
      expect(parseRoute(hash)).toEqual({ view: 'missing' })
    }
  })

  it('uses the default for an invalid value', () => {
    expect(parseRoute('#/leads?stage=king&grade=Z9&sort=drop')).toEqual({ view: 'leads', filter: everyLead })
    expect(parseRoute('#/leads/a?at=soon')).toEqual({ view: 'lead', id: 'a', at: '' })
    expect(parseRoute('#/leads/%E0%A4%A')).toMatchObject({ view: 'lead', id: '%E0%A4%A' })
    expect(parseRoute('#/content?sort=title')).toEqual({ view: 'content', days: 30, sort: '-views' })
    expect(parseRoute('#/sources?days=-1')).toEqual({ view: 'sources', days: 30 })
  })
})
