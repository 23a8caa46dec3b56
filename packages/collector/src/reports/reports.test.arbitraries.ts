import type { ContentRow } from '@leadlight/protocol'
import fc from 'fast-check'
import { expect } from 'vitest'
import { models, open } from '../crossings/crossings.test.arbitraries.ts'
import { sampleEvent, sampleTime } from '../storage/contract/samples.ts'
import type { Store } from '../storage/port.ts'
import type { StoredEvent } from '../stored-event.ts'
import { contentByDefinition, funnelByDefinition } from './reports-by-definition.test.model.ts'

const minute = 60_000
const emails = ['a@x.io', 'b@x.io']
const names = Array.from({ length: 20 }, (_, index) => `m${index}`)
const anyEmail = fc.constantFrom(...emails)
const byServer = { anonymousId: null, trusted: true }

const anyMessage: fc.Arbitrary<Partial<StoredEvent>> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      properties: fc.record({
        path: fc.constantFrom('/up', '/stay'),
        title: fc.constantFrom('One', 'Two', ''),
        content_type: fc.constantFrom('article', 1),
      }),
      bot: fc.constantFrom(false, false, false, true),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      type: fc.constant('track' as const),
      name: fc.constant('Page Engaged'),
      properties: fc.record({
        page_view_id: fc.constantFrom(...names.slice(0, 6)),
        path: fc.constantFrom('/up', '/lost'),
        engaged_ms: fc.constantFrom(5, 10, 400),
        scroll_depth: fc.constantFrom(20, 90),
      }),
    }),
  },
  fc.record({
    type: fc.constant('track' as const),
    name: fc.constant('Form Submitted'),
    email: anyEmail,
    properties: fc.record({
      form_id: fc.constant('f'),
      page_view_id: fc.constantFrom(...names.slice(0, 4), null),
      path: fc.constantFrom('/stay', null),
      outcome: fc.constantFrom('submitted', 'attempted'),
    }),
  }),
  fc.record({ type: fc.constant('identify' as const), email: anyEmail }),
  fc.record({
    ...constants(byServer),
    type: fc.constant('track' as const),
    name: fc.constant('Stage Set'),
    email: anyEmail,
    properties: fc.record({
      stage: fc.constantFrom('mql', 'sql', 'customer', 'disqualified', 'lead', null),
      author: fc.constant('Ada'),
    }),
  }),
  fc.record({
    ...constants(byServer),
    type: fc.constant('identify' as const),
    email: anyEmail,
    context: fc.constant({ imported: true }),
  }),
)

function constants<Shape extends object>(shape: Shape) {
  return Object.fromEntries(Object.entries(shape).map(([key, value]) => [key, fc.constant(value)])) as {
    [Key in keyof Shape]: fc.Arbitrary<Shape[Key]>
  }
}

const anyEvent = fc
  .record({
    message: anyMessage,
    anonymousId: fc.constantFrom('v1', 'v2', 'v3'),
    step: fc.nat(14),
    site: fc.constantFrom('shop', 'shop', 'blog'),
  })
  .map(({ message, step, ...rest }) => ({ ...rest, at: sampleTime + step * 10 * minute, ...message }))

/** A history, the order in which it comes in, and what is asked. */
export const anyQuery = fc.record({
  events: fc
    .array(anyEvent, { minLength: 1, maxLength: 20 })
    .map((events) => events.map((event, index) => sampleEvent(`m${index}`, event)))
    .chain((events) => fc.shuffledSubarray(events, { minLength: events.length })),
  sizes: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 20, maxLength: 20 }),
  begin: fc.nat(10),
  length: fc.integer({ min: 1, max: 15 }),
  model: fc.constantFrom(...models),
})

/** Reports on pages and the funnel are what the log, the leads and the crossings say, taken by themselves. */
export function reportLaw(createStore: () => Store) {
  return fc.asyncProperty(anyQuery, async ({ events, sizes, begin, length, model }) => {
    const store = createStore()
    const one = open(store, model)
    one.clock.at = sampleTime + 141 * minute
    for (let rest = events; rest.length > 0; ) {
      const size = sizes.shift() ?? 1
      await one.take(rest.slice(0, size))
      rest = rest.slice(size)
      one.clock.at += minute
    }
    const from = sampleTime + begin * 10 * minute
    const range = { from, to: from + length * 10 * minute }
    const rows = await one.leadService.content(range)
    expect(rows.sort(byPage)).toEqual(contentByDefinition(events, range).sort(byPage))
    const ofShop = await one.leadService.content({ ...range, site: 'shop' })
    expect(ofShop.sort(byPage)).toEqual(rows.filter(({ site }) => site === 'shop'))

    const { data } = await one.leadService.list({ sort: 'firstSeen', limit: 200 })
    const stages = new Map(data.map(({ email, stage }) => [email ?? '', stage]))
    const ids = new Map(data.map(({ id, email }) => [id, email ?? '']))
    const funnel = await one.leadService.funnel(range)
    const expected = funnelByDefinition(events, range, stages, await one.crossings(), ids)
    expect(funnel.data.map(({ reached }) => reached)).toEqual(expected.reached)
    expect(funnel.data.map(({ medianMs }) => medianMs)).toEqual(expected.medians)
    expect([funnel.disqualified, funnel.withoutVisit]).toEqual([expected.disqualified, expected.withoutVisit])
    await store.close()
  })
}

function byPage(a: ContentRow, b: ContentRow): number {
  return `${a.site} ${a.path}` < `${b.site} ${b.path}` ? -1 : 1
}
