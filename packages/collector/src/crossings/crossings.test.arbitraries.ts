import type { Crossing } from '@leadlight/protocol'
import { createScorer, defaultModel, type Model } from '@leadlight/scoring'
import fc from 'fast-check'
import { expect } from 'vitest'
import { createIntake } from '../create-intake.ts'
import { createLeadService } from '../create-lead-service.ts'
import { rebuildLeads } from '../leads/rescore.ts'
import { sampleEvent, sampleTime } from '../storage/contract/samples.ts'
import type { Store } from '../storage/port.ts'
import type { StoredEvent } from '../stored-event.ts'

export const minute = 60_000
const day = 24 * 60 * minute

/** Points up and down, and such that fade within days. */
function makeModel(stage: Model['thresholds']['stage']): Model {
  const rule = (id: string, path: string, points: number, halfLifeDays?: number) => ({
    id,
    label: id,
    dimension: 'engagement' as const,
    on: { event: 'page', where: { path } },
    points,
    ...(halfLifeDays && { halfLifeDays }),
  })
  return {
    ...defaultModel,
    rules: [rule('up', '/up', 6, 1), rule('down', '/down', -5, 3), rule('stay', '/stay', 2)],
    groups: [],
    tests: [],
    thresholds: { ...defaultModel.thresholds, stage },
  }
}

export const models = [
  makeModel({ mql: { score: 7 }, sql: { score: 14 } }),
  makeModel({
    mql: { enter: { score: 7 }, leave: { score: 3 } },
    sql: { enter: { score: 14 }, leave: { score: 9 } },
  }),
]

/** With a memory for stages, and without. */
export const anyModel = fc.constantFrom(...models)

const anyStep = fc.record({
  path: fc.constantFrom('/up', '/up', '/up', '/down', '/stay'),
  pause: fc.oneof(fc.constantFrom(1, minute), fc.integer({ min: 1, max: 3 * day })),
  visitor: fc.constantFrom('v1', 'v2', null),
  sweeps: fc.boolean(),
})

/** What one user does, oldest first, with pauses; and whether somebody looks for what is due before. */
export const anyWay = fc.array(anyStep, { minLength: 1, maxLength: 14 }).map((steps) => {
  let at = sampleTime
  return steps.map(({ path, pause, visitor, sweeps }, index) => {
    at += pause
    const event = sampleEvent(`m${index}`, {
      at,
      anonymousId: visitor,
      userId: 'u1',
      properties: { path, url: `https://shop.example${path}` },
    })
    return { event, sweeps }
  })
})

/** A collector's intake and lead service with a clock of their own. */
export function open(store: Store, model: Model) {
  const clock = { at: sampleTime }
  const scorer = createScorer(model)
  const options = { store, scorer, now: () => clock.at }
  const [intake, leadService] = [createIntake(options), createLeadService(options)]
  return {
    clock,
    leadService,
    take: (events: StoredEvent[]) => intake.accept(structuredClone(events), []),
    crossings: async () => (await leadService.crossings({ limit: 10_000 })).data,
    stages: async () => {
      await leadService.refresh()
      const { data } = await leadService.list({ sort: 'firstSeen', limit: 200 })
      return new Map(data.map(({ id, stage }) => [id, stage]))
    },
  }
}

/** Whether crossings of one lead lead from `visitor` to its stage, each going on where another one ended. */
function isChain(crossings: Crossing[], stage: string): boolean {
  const balance = new Map([['visitor', 1]])
  const add = (name: string, count: number) => balance.set(name, (balance.get(name) ?? 0) + count)
  for (const { from, to } of crossings) {
    add(from, -1)
    add(to, 1)
  }
  return [...balance].every(([name, count]) => count === (name === stage ? 1 : 0))
}

/** Whatever comes in, the crossings lead from the beginning to the stage now, and nothing adds to them that is not new. */
export function chainLaw(createStores: () => [Store, Store]) {
  const anyOrder = anyWay.chain((way) =>
    fc.tuple(
      fc.shuffledSubarray([...way, ...way, ...way], { minLength: way.length * 3 }),
      fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 50, maxLength: 50 }),
    ),
  )
  return fc.asyncProperty(anyModel, anyOrder, async (model, [order, sizes]) => {
    const [store, another] = createStores()
    const [one, other] = [open(store, model), open(another, model)]
    const end = Math.max(...order.map(({ event }) => event.at))
    one.clock.at = other.clock.at = end
    for (let rest = order; rest.length > 0; ) {
      const [mine, theirs] = [sizes.shift() ?? 1, sizes.shift() ?? 1]
      one.clock.at = other.clock.at += 1
      await Promise.all([
        one.take(rest.slice(0, mine).map(({ event }) => event)),
        other.take(rest.slice(mine, mine + theirs).map(({ event }) => event)),
        ...(rest[0]?.sweeps ? [one.leadService.refresh(), other.leadService.refresh()] : []),
      ])
      rest = rest.slice(mine + theirs)
    }
    const found = await one.crossings()
    for (const [lead, stage] of await one.stages()) {
      expect(
        isChain(
          found.filter((crossing) => crossing.lead === lead),
          stage,
        ),
      ).toBe(true)
    }
    await one.take(order.map(({ event }) => event))
    const [id] = (await one.stages()).keys()
    await store.transact((tx) => rebuildLeads(tx, id ? [id] : [], createScorer(model), one.clock.at))
    expect(await other.crossings()).toEqual(found)
    await store.close()
    if (another !== store) await another.close()
  })
}
