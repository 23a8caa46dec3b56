import fc from 'fast-check'
import type { Model } from './model/model.ts'
import { parseModel } from './model/parse-model.ts'
import type { CountRule, EventRule, Rule } from './model/rule.ts'
import { DAY_MS } from './rule/calendar.ts'
import type { ScoringEvent } from './scorer.ts'

/** Any models and any events, for laws. Small domains make ties, repeats and expiry common. */

/** How often a law is tried; `PROPERTY_RUNS` for more. */
export function runs(fewest: number): { numRuns: number } {
  return { numRuns: Math.max(fewest, Number(process.env.PROPERTY_RUNS ?? 0)) }
}

/** No event is later. */
export const NOW = Date.UTC(2026, 10, 21, 10)

const dimensions = ['engagement', 'fit', 'budget', 'need']

const names = ['page', 'Page Engaged', 'Form Submitted', 'Visit Started']

const where = fc.constantFrom<EventRule['on']['where']>(
  undefined,
  { path: { startsWith: '/a' } },
  { engaged_ms: { lt: 20_000 } },
  { any: [{ path: '/b' }, { scroll_depth: { gte: 75 } }] },
)

const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined })

const eventRule = fc
  .record({
    on: fc.record({ event: fc.constantFrom(...names), where }),
    dimension: fc.constantFrom<Rule['dimension']>('engagement', 'engagement', 'engagement', 'fit', 'need'),
    points: fc.oneof(
      fc.constantFrom<EventRule['points']>(10, 0.5, 3.33, -4, -12.5),
      fc.constantFrom(1, -0.7).map((each) => ({ each, per: { property: 'engaged_ms', amount: 60_000 } })),
    ),
    limit: maybe(
      fc.record({
        count: fc.integer({ min: 1, max: 3 }),
        per: fc.constantFrom('day' as const, 'visit' as const, 'page' as const, 'ever' as const),
      }),
    ),
    cap: maybe(fc.constantFrom(0.01, 5, 17.5)),
    halfLifeDays: maybe(fc.constantFrom(0.25, 1, 7, 30)),
    expireDays: maybe(fc.integer({ min: 1, max: 5 })),
  })
  .map((rule) => rule as Omit<EventRule, 'id' | 'label'>)

const countRule = fc
  .record({
    on: fc.record({ event: fc.constantFrom(...names), where }),
    dimension: fc.constantFrom<Rule['dimension']>('engagement', 'engagement', 'fit', 'need'),
    points: fc.constantFrom(10, 0.5, -12.5, 0),
    otherwise: maybe(fc.constantFrom(-3, 4)),
    count: fc.record({
      gte: fc.integer({ min: 1, max: 4 }),
      withinDays: maybe(fc.constantFrom(0.25, 1, 2.5, 5)),
      distinct: maybe(fc.constantFrom('day' as const, 'visit' as const, 'page' as const)),
    }),
  })
  .map((rule) => rule as Omit<CountRule, 'id' | 'label'>)

const traitRule = fc.constantFrom(
  { dimension: 'fit' as const, if: { trait: 'email', endsWith: '@free.example' }, points: -5, otherwise: 3 },
  { dimension: 'budget' as const, if: { trait: 'budget', gte: 10_000 }, points: 20, otherwise: -10 },
  { dimension: 'need' as const, if: { trait: 'need', exists: true }, points: 7.25 },
)

const steps = fc.constantFrom<[number, number, number]>([20, 10, 0], [5.5, 5, 4.5])

/** A checked model. */
export const model: fc.Arbitrary<Model> = fc
  .record({
    name: fc.constant('law'),
    version: fc.constant(1),
    timeZone: fc.constantFrom('UTC', 'Asia/Kolkata', 'America/New_York', 'Pacific/Auckland'),
    lookBackDays: fc.integer({ min: 5, max: 30 }),
    rules: fc
      .array(
        fc.tuple(
          fc.oneof(
            { arbitrary: eventRule, weight: 4 },
            { arbitrary: countRule, weight: 2 },
            { arbitrary: traitRule, weight: 1 },
          ),
          fc.boolean(),
        ),
        { maxLength: 7 },
      )
      .map((rules) =>
        rules.map(([rule, grouped], index) => ({
          ...rule,
          id: `r${index}`,
          label: `Rule ${index}`,
          ...(grouped && { group: `all-${rule.dimension}` }),
        })),
      ),
    groups: fc
      .constantFrom(0.5, 6, 21)
      .map((cap) => dimensions.map((name) => ({ id: `all-${name}`, label: name, cap }))),
    thresholds: fc.record({
      grade: fc.record({ fit: steps, engagement: steps }),
      stage: fc.constantFrom(
        { mql: { score: 10 }, sql: { score: 20, bantKnown: 1 } },
        {
          mql: { enter: { score: 10 }, leave: { score: 4 } },
          sql: { enter: { score: 20, bantKnown: 1 }, leave: { score: 12.5 } },
        },
      ),
    }),
  })
  .map((json) => {
    const parsed = parseModel(JSON.parse(JSON.stringify(json)))
    if ('errors' in parsed) throw new Error(JSON.stringify(parsed.errors))
    return parsed.model
  })

const event: fc.Arbitrary<Omit<ScoringEvent, 'id'>> = fc.record({
  at: fc
    .tuple(fc.oneof(fc.nat(3), fc.nat(80)), fc.constantFrom(0, 0, 1, 12_345_678))
    .map(([quarters, rest]) => NOW - quarters * (DAY_MS / 4) - rest),
  name: fc.constantFrom(...names),
  properties: fc.record({
    path: fc.constantFrom('/a', '/a/1', '/b'),
    page_view_id: fc.constantFrom('w1', 'w2', 'w3', 'w4', 'w5', 6),
    engaged_ms: fc.constantFrom(0, 5_000, 30_000, 30_000, 61_234, '90000', null),
    scroll_depth: fc.constantFrom(10, 80),
  }),
  visit: fc.constantFrom('v1', 'v2', null),
  excluded: fc.constantFrom(null, null, null, null, 'bot' as const, 'attempted' as const),
  trusted: fc.boolean(),
})

/** Done by hand; half of it by somebody who may not. */
const byHand: typeof event = fc.record({
  at: fc.nat(20).map((quarters) => NOW - quarters * (DAY_MS / 4)),
  name: fc.constantFrom('Points Adjusted', 'Stage Set'),
  properties: fc.record({
    points: fc.constantFrom<unknown>(10, -3.33, 0.5, 1e9, '7', Number.NaN),
    dimension: fc.constantFrom('fit', 'engagement', 'budget'),
    stage: fc.constantFrom('sql', 'customer', null, 'no stage'),
    author: fc.constant('Ada'),
    reason: fc.constant('Met her'),
  }),
  visit: fc.constant(null),
  excluded: fc.constantFrom(null, null, 'bot' as const),
  trusted: fc.boolean(),
})

/** Events with ids of their own, in any order of arrival; ids do not follow time. */
export const events = fc
  .array(fc.oneof({ arbitrary: event, weight: 9 }, { arbitrary: byHand, weight: 1 }), {
    maxLength: 50,
    size: 'max',
  })
  .map((list) => list.map((item, index) => ({ ...item, id: `e${index}` })))

/** What is known of a lead. */
export const traits = fc.constantFrom(
  {},
  { email: 'a@free.example' },
  { email: 'a@b.example', budget: '€20k', need: 'soon' },
)

/** How long after the newest event it is asked, in milliseconds. */
export const passing = fc.oneof(fc.constant(0), fc.nat(DAY_MS), fc.nat(40 * DAY_MS))
