import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createIntake } from '../create-intake.ts'
import { identifiedPerson, identifiersIn } from '../identity/event-identifiers.ts'
import type { Person } from '../identity/person.ts'
import { anyRun, now, outcome, scorer, takeIn } from '../leads/histories.test.arbitraries.ts'
import { rebuildLeads } from '../leads/rescore.ts'
import { sampleEvent, sampleTime } from '../storage/contract/samples.ts'
import { memoryStore } from '../storage/memory.ts'
import type { Snapshot, Store } from '../storage/port.ts'
import { sqliteStore } from '../storage/sqlite.ts'
import type { StoredEvent } from '../stored-event.ts'
import { eraseLead } from './erase-lead.ts'
import { namesOf } from './erased-names.ts'

const later = now

async function leadIds(store: Store): Promise<string[]> {
  return (await outcome(store)).leads.map((lead) => lead.id)
}

/** The events of a history that are in the log. */
async function logOf(store: Store, events: StoredEvent[]): Promise<StoredEvent[]> {
  const subjects = ['v1', 'v2', 'v3'].map((id) => `visitor:${id}`)
  const persons = events.flatMap(namesOf)
  const kept = await store.read((snapshot: Snapshot) => snapshot.events([...subjects, ...persons]))
  const keys = new Set(kept.map((event) => event.messageId))
  return events.filter((event) => keys.has(event.messageId))
}

/** Whether events that are left give a name of another lead, one that erased events gave too. */
function saysOfOthers(left: StoredEvent[], persons: Person[], all: StoredEvent[]): boolean {
  const leadOf = new Map(persons.map(({ key, lead }) => [key, lead]))
  const gone = all.filter((event) => !left.includes(event))
  const named = new Set(gone.flatMap((event) => identifiersIn(event).persons))
  return left.some((event) =>
    identifiersIn(event).persons.some(
      (name) => named.has(name) && leadOf.get(name) !== leadOf.get(identifiedPerson(event) ?? ''),
    ),
  )
}

function law(createStore: () => Store) {
  return fc.asyncProperty(anyRun, fc.nat(), async ({ events, one }, choice) => {
    const store = createStore()
    await takeIn(store, one)
    const ids = await leadIds(store)
    const id = ids[choice % Math.max(1, ids.length)]
    if (id === undefined) return
    const persons = (await store.read((snapshot) => snapshot.members([id]))).map(({ key }) => key)
    const erasure = await eraseLead(store, scorer, id, later)
    const erased = await outcome(store)
    expect(erased.leads.map((lead) => lead.id)).not.toContain(id)
    expect(await store.read((snapshot) => snapshot.visitorsOf(persons))).toEqual([])

    const left = await logOf(store, events)
    expect(left.length).toBe(new Set(events).size - (erasure?.events ?? 0))
    await takeIn(store, one)
    expect(await outcome(store)).toEqual(erased)
    const others = await leadIds(store)
    await store.transact((tx) => rebuildLeads(tx, others, scorer, now))
    expect((await outcome(store)).leads).toEqual(erased.leads)

    const fresh = memoryStore()
    await takeIn(fresh, [{ events: left, wait: true }])
    const expected = await outcome(fresh)
    // What others said of a name that is not theirs is not looked for all through the log.
    const strangers = new Set(persons)
    if (left.some((event) => identifiersIn(event).persons.some((name) => strangers.has(name)))) return
    if (saysOfOthers(left, expected.persons, events)) return
    expect(erased).toEqual(expected)
  })
}

describe('erasing a lead', () => {
  it.each([
    ['memory', memoryStore],
    ['SQLite', () => sqliteStore(':memory:')],
  ])(
    'leaves the store as if the lead had never existed, and keeps repeated events out: %s',
    async (_, create) => {
      await fc.assert(law(create), { numRuns: Number(process.env.PROPERTY_RUNS ?? 150) })
    },
    120_000,
  )

  it('would let repeated events in without marks (negative control)', async () => {
    const forgetful = (): Store => {
      const store = memoryStore()
      const saveErasures = async () => {}
      return { ...store, transact: (work) => store.transact((tx) => work({ ...tx, saveErasures })) }
    }
    expect((await fc.check(law(forgetful), { numRuns: 50, endOnFailure: true })).failed).toBe(true)
  })

  it('returns nothing for an unknown lead', async () => {
    expect(await eraseLead(memoryStore(), scorer, 'email:nobody@x.io', later)).toBeUndefined()
  })

  it('scrubs again when it is requested again, by any name', async () => {
    const scrubbed: string[][] = []
    const store = memoryStore()
    const watched: Store = {
      ...store,
      scrub: async (texts) => {
        scrubbed.push(texts)
      },
    }
    await createIntake({ store, scorer, now: () => now }).accept([identify('m1', sampleTime)], [])
    const first = await eraseLead(watched, scorer, 'email:A@x.io', later)
    expect(first).toMatchObject({ events: 1, visitors: 1 })
    const again = await eraseLead(watched, scorer, 'email:a@X.io', later + 1)
    expect(again).toMatchObject({ events: 0, erasedAt: first?.erasedAt })
    expect(await eraseLead(watched, scorer, first?.lead ?? '', later + 1)).toMatchObject({ events: 0 })
    expect(scrubbed).toEqual([['visitor-1', 'a@x.io', first?.lead], [], []])
  })
})

describe('after an erasure', () => {
  const take = async (store: Store, event: StoredEvent, sentNow: boolean) =>
    createIntake({ store, scorer, now: () => later }).accept([event], [], sentNow)

  async function erasedStore(): Promise<Store> {
    const store = memoryStore()
    await createIntake({ store, scorer, now: () => now }).accept([identify('m1', sampleTime)], [])
    await eraseLead(store, scorer, 'email:a@x.io', now)
    return store
  }

  it('an old event that arrives late stays out, and a new one starts a new lead', async () => {
    const store = await erasedStore()
    expect(await take(store, identify('m2', sampleTime + 1), true)).toMatchObject({
      stored: 0,
      duplicates: 1,
    })
    expect(await leadIds(store)).toEqual([])
    expect(await take(store, identify('m3', now + 1), true)).toMatchObject({ stored: 1 })
    expect((await outcome(store)).leads).toMatchObject([{ emails: ['a@x.io'], firstSeen: now + 1 }])
  })

  it('an erased event stays out whatever time it claims, and events of others are accepted', async () => {
    const store = await erasedStore()
    expect(await take(store, identify('m1', now + 5), false)).toMatchObject({ stored: 0 })
    const stranger = { ...identify('m1', sampleTime), site: 'blog', anonymousId: 'v', email: 'b@x.io' }
    expect(await take(store, stranger, false)).toMatchObject({ stored: 1 })
  })

  it('rejected messages of the erased person stay out, and those of others are stored', async () => {
    const store = await erasedStore()
    const rejection = { site: 'shop', messageId: null, receivedAt: later, reason: 'r' }
    const messages = [
      '{"anonymousId":"visitor-1"}',
      '"{\\"anonymousId\\":\\"visitor-1"',
      '{"a":"<A@x.io>"}',
      '{}',
    ]
    const rejected = messages.map((message) => ({ ...rejection, message }))
    await createIntake({ store, scorer, now: () => later }).accept([], rejected)
    const kept = await store.read((snapshot) => snapshot.rejected(null, 9))
    expect(kept.map(({ message }) => message)).toEqual(['{}'])
  })

  it('documents about the erased person are deleted, and no others', async () => {
    const store = memoryStore()
    await take(store, identify('m1', sampleTime), false)
    const document = { collection: 'consents', at: sampleTime, content: '{}' }
    const documents = ['a', 'b'].map((id) => ({ ...document, id, about: `email:${id}@x.io` }))
    await store.transact((tx) => tx.saveDocuments(documents))
    await eraseLead(store, scorer, 'email:a@x.io', later)
    const kept = await store.read((snapshot) => snapshot.documents({ collection: 'consents' }))
    expect(kept).toEqual([documents[1]])
  })
})

function identify(messageId: string, at: number): StoredEvent {
  return sampleEvent(messageId, { type: 'identify', at, email: 'a@x.io', traits: { email: 'a@x.io' } })
}
