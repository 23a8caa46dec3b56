import { createScorer, defaultModel } from '@leadlight/scoring'
import { describe, expect, it } from 'vitest'
import { createIntake } from '../create-intake.ts'
import { createLeadService } from '../create-lead-service.ts'
import { sampleEvent, sampleTime } from '../storage/contract/samples.ts'
import { memoryStore } from '../storage/memory.ts'
import type { StoredEvent } from '../stored-event.ts'
import { eventKey, messageIdOf } from './event-position.ts'

const scorer = createScorer(defaultModel)
const now = () => sampleTime + 1_000_000

/** Which messages each lead has, by the lead's e-mail address or user id; nobody's are left out. */
async function whoseEvents(...events: StoredEvent[]): Promise<Record<string, string>> {
  const store = memoryStore()
  await createIntake({ store, scorer, now }).accept(events, [])
  const leadService = createLeadService({ store, scorer, now })
  const { data } = await leadService.list({ sort: 'firstSeen', limit: 100 })
  const entries = data.map(async ({ id, userId, email }) => {
    const timeline = await leadService.timeline(id, { limit: 100 })
    const shown =
      timeline?.data.flatMap((entry) => (entry.type === 'visit' ? entry.events : [entry.event])) ?? []
    return [
      [userId, email].filter((name) => name !== null).join('+'),
      shown
        .map((event) => event.messageId)
        .sort()
        .join(''),
    ]
  })
  return Object.fromEntries(await Promise.all(entries))
}

/** Letters name the messages, numbers are seconds, visitors are `v` unless given. */
function seen(messageId: string, second: number, changes: Partial<StoredEvent> = {}): StoredEvent {
  return sampleEvent(messageId, { at: sampleTime + second * 1_000, anonymousId: 'v', ...changes })
}

function known(messageId: string, second: number, changes: Partial<StoredEvent>): StoredEvent {
  return seen(messageId, second, { type: 'identify', ...changes })
}

describe('identity', () => {
  it('gives events before the first identification to that first person', async () => {
    expect(
      await whoseEvents(seen('a', 1), seen('b', 2), known('c', 3, { email: 'ana@x.io' }), seen('d', 4)),
    ).toEqual({
      'ana@x.io': 'abcd',
    })
  })

  it('keeps people who share a device apart', async () => {
    const events = [
      seen('a', 1),
      known('b', 2, { email: 'ana@x.io' }),
      seen('c', 3),
      known('d', 4, { email: 'bo@x.io' }),
      seen('e', 5),
      known('f', 6, { email: 'ana@x.io' }),
    ]
    expect(await whoseEvents(...events)).toEqual({ 'ana@x.io': 'abcf', 'bo@x.io': 'de' })
  })

  it('links the devices of one person', async () => {
    const laptop = [seen('a', 1), known('b', 2, { email: 'ana@x.io' })]
    const phone = [seen('c', 3, { anonymousId: 'w' }), known('d', 4, { anonymousId: 'w', email: 'ana@x.io' })]
    expect(await whoseEvents(...laptop, ...phone)).toEqual({ 'ana@x.io': 'abcd' })
  })

  it('links a user with an e-mail address that is given together with it', async () => {
    const events = [
      known('a', 1, { email: 'ana@x.io' }),
      known('b', 2, { anonymousId: null, userId: 'u1' }),
      known('c', 3, { anonymousId: 'w', userId: 'u1', email: 'ana@x.io' }),
    ]
    expect(await whoseEvents(...events)).toEqual({ 'u1+ana@x.io': 'abc' })
  })

  it('leaves an e-mail address with its first user, unless a secret key says otherwise', async () => {
    const first = known('a', 1, { userId: 'u1', email: 'ana@x.io' })
    const thief = known('b', 2, { userId: 'u2', email: 'ana@x.io', anonymousId: 'w' })
    const owner = { ...thief, messageId: 'c', trusted: true, anonymousId: null }
    expect(await whoseEvents(first, thief)).toEqual({ 'u1+ana@x.io': 'a', u2: 'b' })
    expect(await whoseEvents(first, thief, owner)).toEqual({ u1: 'a', 'u2+ana@x.io': 'bc' })
  })

  it('links the visitor that an alias names, and with a secret key a former user, too', async () => {
    const alias = (changes: Partial<StoredEvent>) =>
      seen('z', 9, { type: 'alias', anonymousId: null, userId: 'u1', ...changes })
    expect(await whoseEvents(seen('a', 1), alias({ properties: { previousId: 'v' } }))).toEqual({ u1: 'az' })
    const former = known('a', 1, { userId: 'u0' })
    const joined = alias({ properties: { previousId: 'u0' } })
    expect(await whoseEvents(former, joined)).toEqual({ u0: 'a', u1: 'z' })
    expect(await whoseEvents(former, { ...joined, trusted: true })).toEqual({ u1: 'az' })
  })

  it('ignores identifications by crawlers, but shows their events', async () => {
    const crawler = known('b', 2, { email: 'bot@x.io', bot: true })
    expect(await whoseEvents(seen('a', 1), crawler)).toEqual({})
    expect(await whoseEvents(seen('a', 1), crawler, known('c', 3, { email: 'ana@x.io' }))).toEqual({
      'ana@x.io': 'abc',
    })
  })

  it('finds a lead by the ids of all persons it was merged from', async () => {
    const store = memoryStore()
    const intake = createIntake({ store, scorer, now })
    const leadService = createLeadService({ store, scorer, now })
    await intake.accept(
      [known('a', 1, { email: 'ana@x.io' }), known('b', 2, { userId: 'u1', anonymousId: null })],
      [],
    )
    const ids = await Promise.all(
      ['email:ana@x.io', 'user:u1'].map(async (name) => (await leadService.read(name))?.id ?? ''),
    )
    expect(new Set(ids).size).toBe(2)
    await intake.accept([known('c', 3, { userId: 'u1', email: 'ana@x.io' })], [])
    const found = await Promise.all(ids.map((id) => leadService.read(id)))
    expect(found.map((lead) => lead?.id)).toEqual([ids[0], ids[0]])
  })
})

describe('eventKey', () => {
  it('differs for different events, and contains the messageId', () => {
    const names = ['a', 'a\n.shop', 'a\n!shop', '']
    const keys = names.flatMap((messageId) =>
      [true, false].flatMap((trusted) =>
        ['shop', 'blog'].map((site) => eventKey({ messageId, trusted, site })),
      ),
    )
    expect(new Set(keys).size).toBe(keys.length)
    expect([...new Set(keys.map(messageIdOf))]).toEqual(names)
  })
})
