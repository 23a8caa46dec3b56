import { type ContentRow, type Crossing, type Stage, VISIT_GAP_MS } from '@leadlight/protocol'
import fc from 'fast-check'
import { expect } from 'vitest'
import { models, open } from '../crossings/crossings.test.arbitraries.ts'
import { compareEvents } from '../identity/moment.ts'
import { sampleEvent, sampleTime } from '../storage/contract/samples.ts'
import type { Store } from '../storage/port.ts'
import type { StoredEvent } from '../stored-event.ts'

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
export const anyQuestion = fc.record({
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
  return fc.asyncProperty(anyQuestion, async ({ events, sizes, begin, length, model }) => {
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
    const rows = await one.book.content(range)
    expect(rows.sort(byPage)).toEqual(contentByDefinition(events, range).sort(byPage))
    const ofShop = await one.book.content({ ...range, site: 'shop' })
    expect(ofShop.sort(byPage)).toEqual(rows.filter(({ site }) => site === 'shop'))

    const { data } = await one.book.list({ sort: 'firstSeen', limit: 200 })
    const stages = new Map(data.map(({ email, stage }) => [email ?? '', stage]))
    const ids = new Map(data.map(({ id, email }) => [id, email ?? '']))
    const funnel = await one.book.funnel(range)
    const expected = funnelByDefinition(events, range, stages, await one.crossings(), ids)
    expect(funnel.data.map(({ reached }) => reached)).toEqual(expected.reached)
    expect(funnel.data.map(({ medianMs }) => medianMs)).toEqual(expected.medians)
    expect([funnel.disqualified, funnel.withoutVisit]).toEqual([expected.disqualified, expected.withoutVisit])
    await store.close()
  })
}

type Range = { from: number; to: number }

function byPage(a: ContentRow, b: ContentRow): number {
  return `${a.site} ${a.path}` < `${b.site} ${b.path}` ? -1 : 1
}

/** When the visit of each event of a visitor began; there are no campaigns here. */
function visitsOf(events: StoredEvent[]): Map<StoredEvent, number> {
  const begins = new Map<StoredEvent, number>()
  for (const own of Map.groupBy(events, ({ anonymousId }) => anonymousId).values()) {
    let last: StoredEvent | undefined
    for (const event of own) {
      const goesOn = last !== undefined && event.at - last.at < VISIT_GAP_MS
      begins.set(event, goesOn && last ? (begins.get(last) ?? 0) : event.at)
      last = event
    }
  }
  return begins
}

function ownerOf(event: StoredEvent, log: StoredEvent[]): string | undefined {
  const said = log.filter((other) => other.anonymousId === event.anonymousId && other.email !== null)
  const latest = said.findLast((other) => other.at <= event.at) ?? said[0]
  return event.email ?? (event.anonymousId === null ? undefined : latest?.email) ?? undefined
}

function middle(numbers: number[]): number | null {
  const sorted = numbers.toSorted((a, b) => a - b)
  const half = sorted.length / 2
  if (sorted.length === 0) return null
  return ((sorted[Math.floor(half)] ?? 0) + (sorted[Math.ceil(half) - 1] ?? 0)) / 2
}

function contentByDefinition(events: StoredEvent[], { from, to }: Range): ContentRow[] {
  const log = events.filter((event) => !event.bot).sort(compareEvents)
  const web = log.filter((event) => event.anonymousId !== null)
  const begins = visitsOf(web)
  const isReport = (event: StoredEvent) => event.name === 'Page Engaged'
  const idOf = (event: StoredEvent) =>
    [
      event.anonymousId,
      event.site,
      event.type === 'page' ? event.messageId : event.properties.page_view_id,
    ].join()
  const views = Array.from(
    Map.groupBy(
      web.filter((event) => event.type === 'page' || isReport(event)),
      idOf,
    ).values(),
    (all) => {
      const first = all[0] as StoredEvent
      const page = all.find((event) => event.type === 'page') ?? first
      const reports = all.filter(isReport)
      return {
        // It begins with what came first, and is what the page says it is.
        first,
        path: String(first.properties.path),
        title: all
          .map((event) => event.properties.title)
          .find((title) => typeof title === 'string' && title) as string,
        type: page.properties.content_type === 'article' ? 'article' : null,
        ms:
          reports.length === 0
            ? null
            : Math.max(...reports.map((event) => Number(event.properties.engaged_ms))),
        depth: Math.max(0, ...reports.map((event) => Number(event.properties.scroll_depth))),
        owner: ownerOf(first, log),
        id: idOf(first),
      }
    },
  )
  const within = (event: StoredEvent) => (begins.get(event) ?? 0) >= from && (begins.get(event) ?? 0) < to
  const sent = web
    .filter((event) => event.name === 'Form Submitted' && event.properties.outcome === 'submitted')
    .map((event) => {
      const earlier = (other: { first: StoredEvent }) => compareEvents(other.first, event) < 0
      const own = views.find((view) => view.id === idOf(event) && earlier(view))
      const before = web.findLast(
        (other) =>
          other.type === 'page' && other.anonymousId === event.anonymousId && compareEvents(other, event) < 0,
      )
      const last = views.find((view) => before !== undefined && view.id === idOf(before))
      return { event, path: own?.path ?? event.properties.path ?? last?.path ?? '' }
    })
  const counted = views.filter(({ first }) => within(first))
  const forms = sent.filter(({ event }) => within(event))
  const pages = new Set([
    ...counted.map(({ first, path }) => JSON.stringify([first.site, path])),
    ...forms.map(({ event, path }) => JSON.stringify([event.site, path])),
  ])
  return Array.from(pages, (page) => {
    const [site, path] = JSON.parse(page)
    const own = counted.filter((view) => view.first.site === site && view.path === path)
    const measured = own.filter(({ ms }) => ms !== null)
    const latest = (key: 'title' | 'type') =>
      own
        .filter((view) => view[key])
        .sort((a, b) => a.first.at - b.first.at || (String(a[key]) > String(b[key]) ? -1 : 1))
        .at(-1)?.[key] ?? null
    const named = (owner: string) =>
      Math.min(...log.filter(({ email }) => email === owner).map(({ at }) => at))
    const readers = (isBefore: boolean) =>
      new Set(
        own.flatMap(({ owner, first }) =>
          owner !== undefined && first.at < named(owner) === isBefore ? [owner] : [],
        ),
      )
    return {
      site,
      path,
      title: latest('title'),
      contentType: latest('type'),
      views: own.length,
      visitors: new Set(own.map(({ first }) => first.anonymousId)).size,
      measured: measured.length,
      engagedMs: measured.reduce((sum, { ms }) => sum + (ms ?? 0), 0),
      medianEngagedMs: middle(measured.map(({ ms }) => ms ?? 0)),
      medianScrollDepth: middle(measured.map(({ depth }) => depth)),
      leads: new Set([...readers(true), ...readers(false)]).size,
      leadsBefore: readers(true).size,
      leadsAfter: readers(false).size,
      submissions: forms.filter((form) => form.event.site === site && form.path === path).length,
    }
  })
}

const levels: Record<Stage, number> = { visitor: 0, lead: 0, mql: 1, sql: 2, customer: 3, disqualified: 0 }

function funnelByDefinition(
  events: StoredEvent[],
  { from, to }: Range,
  stages: Map<string, Stage>,
  crossings: Crossing[],
  ids: Map<string, string>,
) {
  const log = events.filter((event) => !event.bot).sort(compareEvents)
  const begins = visitsOf(log.filter((event) => event.anonymousId !== null))
  const visitors = new Set(
    Array.from(begins).flatMap(([event, at]) => (at >= from && at < to ? [event.anonymousId] : [])),
  )
  const leads = Array.from(stages, ([email, stage]) => {
    const own = log.filter((event) => ownerOf(event, log) === email)
    const steps = crossings
      .filter(({ lead }) => ids.get(lead) === email)
      .map((crossing) => ({ ...crossing, at: Date.parse(crossing.at) }))
    const firstSeen = Math.min(...own.map(({ at }) => at))
    const named = Math.min(...log.filter((event) => event.email === email).map(({ at }) => at))
    const onPage = own.some(({ anonymousId }) => anonymousId !== null)
    const seenAt = (level: number) => {
      const above = steps.filter((step) => Math.max(levels[step.from], levels[step.to]) >= level)
      const first = Math.min(...above.map(({ at }) => at))
      const stood = above.some((step) => step.at === first && levels[step.from] >= level)
      const came = above.some(
        (step) => step.at === first && levels[step.from] < level && levels[step.to] >= level,
      )
      if (above.length === 0 || (stood && !came))
        return levels[stage] >= level || above.length > 0 ? null : undefined
      return first
    }
    const times = [1, 2, 3].map(seenAt)
    return { stage, firstSeen, named, onPage, times }
  }).filter(({ firstSeen }) => firstSeen >= from && firstSeen < to)
  const got = (level: number) => leads.filter(({ times }) => times[level - 1] !== undefined)
  const since = (level: number) =>
    got(level).flatMap(({ times, firstSeen, named }) => {
      const before = level === 1 ? Math.max(firstSeen, named) : times[level - 2]
      const at = times[level - 1]
      return typeof at === 'number' && typeof before === 'number' ? [Math.max(0, at - before)] : []
    })
  const onPage = leads.filter((lead) => lead.onPage)
  return {
    reached: [visitors.size, leads.length, got(1).length, got(2).length, got(3).length],
    medians: [
      null,
      middle(onPage.map(({ named, firstSeen }) => Math.max(0, named - firstSeen))),
      middle(since(1)),
      middle(since(2)),
      middle(since(3)),
    ],
    disqualified: leads.filter(({ stage }) => stage === 'disqualified').length,
    withoutVisit: leads.length - onPage.length,
  }
}
