import { expect, it } from 'vitest'
import { askAsOwner, startCollector } from '../collector.test.setup.ts'
import { memoryStore } from '../storage/memory.ts'
import type { Store } from '../storage/port.ts'
import { readLeadEvents } from './read/find-lead.ts'
import { TooManyEventsError } from './too-many-events-error.ts'

const noon = Date.parse('2026-11-21T12:00:00Z')

/** A store that says of every lead that it has so many events. */
function counting(store: Store, count: number): Store {
  return {
    ...store,
    read: (work) =>
      store.read((snapshot) => work({ ...snapshot, countEvents: async (_, most) => Math.min(most, count) })),
  }
}

async function askOf(count: number) {
  const store = memoryStore()
  const collector = startCollector({
    store: counting(store, count),
    now: () => noon,
  })
  await collector.ingest({
    writeKey: 'sk',
    sentAt: new Date(noon).toISOString(),
    batch: [
      { type: 'identify', messageId: 'i', anonymousId: 'v', traits: { email: 'a@x.example' } },
      { type: 'page', messageId: 'p', anonymousId: 'v', properties: { path: '/pricing' } },
    ],
  })
  const ask = async (path: string, method?: string, body?: object) => {
    const response = await askAsOwner(collector, `/api/${path}`, method, body)
    return { status: response.status, body: await response.json() }
  }
  return { store, ask }
}

it('a lead with too many events is not replayed on request, but scored and exported', async () => {
  const { ask } = await askOf(1_000_000)
  const { score, history, events } = {
    score: await ask('leads/email:a@x.example/score'),
    history: await ask('leads/email:a@x.example/score/history'),
    events: await ask('leads/email:a@x.example/events'),
  }
  for (const { status, body } of [score, history, events]) {
    expect([status, body.error.code]).toEqual([413, 'too_many_events'])
    expect(body.error.message).toMatch(/^This lead has more than 200,000 events/)
  }
  expect((await ask('leads/email:a@x.example')).body.score).toBeGreaterThan(0)
  expect((await ask('leads/email:a@x.example/export')).body.events).toHaveLength(2)
})

it('a lead with too many events is left out of a backtest, which counts it as skipped', async () => {
  expect((await (await askOf(1_000_000)).ask('model/backtest', 'POST', {})).body).toMatchObject({
    leads: 0,
    skipped: 1,
  })
  // As many as are read, but not together with others.
  expect((await (await askOf(200_000)).ask('model/backtest', 'POST', {})).body).toMatchObject({
    leads: 1,
    skipped: 0,
  })
})

it('the events of all names of a lead are counted together', async () => {
  const { store } = await askOf(2)
  const read = (most: number) => store.read((snapshot) => readLeadEvents(snapshot, 'email:a@x.example', most))
  expect((await read(2))?.events).toHaveLength(2)
  await expect(read(1)).rejects.toThrow(TooManyEventsError)
})
