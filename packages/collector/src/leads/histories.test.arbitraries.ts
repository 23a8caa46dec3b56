import type { Channel } from '@leadlight/protocol'
import { createScorer, defaultModel } from '@leadlight/scoring'
import fc from 'fast-check'
import { createIntake } from '../create-intake.ts'
import { LINK_REMOVED, LINK_RESTORED } from '../identity/link-decision.ts'
import { sampleEvent, sampleHint, sampleTime } from '../storage/contract/samples.ts'
import type { Store } from '../storage/port.ts'
import type { StoredEvent } from '../stored-event.ts'

/** By the built-in model. */
export const scorer = createScorer(defaultModel)
/** By the same, but for stages that take more to enter than not to leave; low ones, for these histories are short. */
export const rememberingScorer = createScorer({
  ...defaultModel,
  thresholds: {
    ...defaultModel.thresholds,
    stage: {
      mql: { enter: { score: 9 }, leave: { score: 5 } },
      sql: { enter: { engagement: 14 }, leave: { engagement: 13.9 } },
    },
  },
})
/** Long after everything that happens. */
export const now = sampleTime + 10 * 24 * 3_600_000
const everything = { from: 0, to: Number.MAX_SAFE_INTEGER }

const visitorIds = ['v1', 'v2', 'v3']
const userIds = ['u1', 'u2', 'u3']
const emails = ['a@x.io', 'b@x.io', 'c@x.io']

const anyVisitor = fc.constantFrom(...visitorIds)
const anyUser = fc.constantFrom(...userIds)
const anyEmail = fc.constantFrom(...emails)
const anyHint = fc.constantFrom(
  null,
  null,
  sampleHint,
  { ...sampleHint, channel: 'paid' as Channel, source: 'google', campaignKey: 'utm:ads' },
  { ...sampleHint, channel: 'referral' as Channel, source: 'blog.example', campaignKey: null },
)

/** One kind of message each, as far as it differs from a page view of somebody unknown. */
const anyMessage: fc.Arbitrary<Partial<StoredEvent>> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ source: anyHint }) },
  fc.record({
    type: fc.constant('track' as const),
    name: fc.constant('Page Engaged'),
    properties: fc.record({ page_view_id: fc.constantFrom('p', 'q'), engaged_ms: fc.nat(200_000) }),
    userId: fc.option(anyUser),
  }),
  fc.record({
    type: fc.constant('identify' as const),
    userId: fc.option(anyUser),
    email: fc.option(anyEmail),
    traits: fc.record({
      company: fc.constantFrom('Acme', 'Bolt'),
      budget: fc.constantFrom(100, 20_000),
    }),
  }),
  fc.record({
    type: fc.constant('track' as const),
    name: fc.constant('Form Submitted'),
    email: anyEmail,
    properties: fc.record({ form_id: fc.constant('f'), outcome: fc.constantFrom('submitted', 'attempted') }),
  }),
  fc.record({
    type: fc.constant('track' as const),
    name: fc.constant('Order Completed'),
    userId: anyUser,
    anonymousId: fc.constant(null),
  }),
  fc.record({
    type: fc.constant('alias' as const),
    userId: anyUser,
    properties: fc.record({ previousId: fc.constantFrom(...visitorIds, ...userIds) }),
  }),
  fc.record({
    type: fc.constant('track' as const),
    name: fc.constantFrom('Points Adjusted', 'Stage Set', 'Owner Set'),
    userId: anyUser,
    anonymousId: fc.constant(null),
    properties: fc.record({
      points: fc.constantFrom(7, -2.5),
      stage: fc.constantFrom('sql', 'customer', null),
      owner: fc.constantFrom('Priya', 'Tom', null),
      author: fc.constant('Ada'),
    }),
  }),
  fc.record<Partial<StoredEvent>>({
    type: fc.constant('track' as const),
    name: fc.constantFrom(LINK_REMOVED, LINK_REMOVED, LINK_RESTORED),
    anonymousId: fc.constant(null),
    trusted: fc.constantFrom(true, true, false),
    properties: fc.record({
      name: fc.constantFrom(
        ...visitorIds.map((id) => `visitor:${id}`),
        ...userIds.map((id) => `user:${id}`),
        ...emails.map((email) => `email:${email}`),
      ),
    }),
    userId: anyUser,
  }),
  fc.record<Partial<StoredEvent>>({
    type: fc.constant('track' as const),
    name: fc.constantFrom(LINK_REMOVED, LINK_RESTORED),
    anonymousId: fc.constant(null),
    trusted: fc.constant(true),
    properties: fc.record({ name: fc.constantFrom('visitor:v1', 'user:u1', 'user:u2', 'email:a@x.io') }),
    email: anyEmail,
  }),
  fc.record({ bot: fc.constant(true), userId: fc.option(anyUser), email: fc.option(anyEmail) }),
)

const anyEvent = fc
  .record({
    message: anyMessage,
    anonymousId: anyVisitor,
    // Steps of ten minutes, so that times often tie and gaps often end visits.
    step: fc.nat(14),
    site: fc.constantFrom('shop', 'blog'),
    trusted: fc.boolean(),
  })
  .map(({ message, step, ...rest }) => ({ ...rest, at: sampleTime + step * 600_000, ...message }))

const anyHistory = fc
  .tuple(
    fc.array(anyEvent, { minLength: 1, maxLength: 24 }),
    fc.shuffledSubarray(
      Array.from({ length: 24 }, (_, index) => index),
      { minLength: 24 },
    ),
  )
  .map(([events, names]) => events.map((event, index) => sampleEvent(`m${names[index]}`, event)))

/** How a history comes in: in any order, with repetitions, some deliveries at the same time. */
const anyArrival = (events: StoredEvent[]) =>
  fc
    .tuple(
      fc.shuffledSubarray(events, { minLength: events.length }),
      fc.array(fc.constantFrom(...events), { maxLength: 8 }),
      fc.array(fc.tuple(fc.integer({ min: 1, max: 6 }), fc.boolean()), { minLength: 40, maxLength: 40 }),
    )
    .map(([order, repeated, cuts]) => {
      const rest = [...order, ...repeated]
      return cuts.flatMap(([size, wait]) => {
        const events = rest.splice(0, size)
        return events.length === 0 ? [] : [{ events, wait }]
      })
    })

/** Deliveries in the order they come in; one that does not wait comes in together with the next. */
export type Arrival = { events: StoredEvent[]; wait: boolean }[]

/** Has an intake of its own take all of it in. */
export async function takeIn(store: Store, arrival: Arrival, by = scorer): Promise<void> {
  const intake = createIntake({ store, scorer: by, now: () => now })
  let running: Promise<unknown>[] = []
  for (const { events, wait } of arrival) {
    running.push(intake.accept(structuredClone(events), []))
    if (!wait) continue
    await Promise.all(running)
    running = []
  }
  await Promise.all(running)
}

/** Everything that is worked out from the log. */
export async function outcome(store: Store) {
  return await store.read(async (snapshot) => {
    const leads = await snapshot.listLeads({ by: 'firstSeen', descending: false, after: null, limit: 1_000 })
    const persons = await snapshot.members(leads.map((lead) => lead.id))
    const byText = (a: unknown, b: unknown) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)
    return {
      leads,
      persons: persons.sort((a, b) => (a.key < b.key ? -1 : 1)),
      visitors: (await snapshot.visitors(visitorIds)).sort((a, b) => (a.id < b.id ? -1 : 1)),
      visits: (await snapshot.countVisits(everything)).sort(byText),
      sources: (await snapshot.countLeads(everything)).sort(byText),
    }
  })
}

/** A history, and two ways in which it comes in. */
export const anyRun = anyHistory.chain((events) =>
  fc.record({ events: fc.constant(events), one: anyArrival(events), other: anyArrival(events) }),
)
