import { contractCase, expectEqual, expectSameItems } from './check.ts'
import { sampleEvent, sampleHint, sampleTime } from './samples.ts'

/** Cases about the log of events and its deduplication. */
export const eventCases = [
  contractCase('an event is stored once, the first arrival wins', async (store) => {
    const first = sampleEvent('m1')
    const other = sampleEvent('m1', { fingerprint: 'other', properties: { path: '/other' } })
    const verdicts = await store.transact((tx) => tx.insertEvents([first, first, other, sampleEvent('m2')]))
    expectEqual(verdicts, ['new', 'duplicate', 'conflict', 'new'], 'verdicts within one list')
    const later = await store.transact((tx) => tx.insertEvents([other, first]))
    expectEqual(later, ['conflict', 'duplicate'], 'verdicts in a later transaction')
    const kept = await store.read((snapshot) => snapshot.events(['visitor:visitor-1']))
    expectSameItems(kept, [first, sampleEvent('m2')], 'the log')
  }),

  contractCase('the same messageId from another site or kind of key is another event', async (store) => {
    const events = [
      sampleEvent('m1'),
      sampleEvent('m1', { trusted: true, fingerprint: 'other' }),
      sampleEvent('m1', { site: 'blog', fingerprint: 'third' }),
    ]
    const verdicts = await store.transact((tx) => tx.insertEvents(events))
    expectEqual(verdicts, ['new', 'new', 'new'], 'verdicts')
    expectSameItems(await store.read((snapshot) => snapshot.events(['visitor:visitor-1'])), events, 'the log')
  }),

  contractCase('an event comes back as it was', async (store) => {
    const events = [
      sampleEvent('m1', {
        source: sampleHint,
        traits: { name: 'मीरा "M" O\'Neil', budget: 1.5, plan: null },
      }),
      sampleEvent('m2', { bot: true, trusted: true, email: 'a@x.io', userId: 'u;1', anonymousId: '%_\\' }),
      sampleEvent('m3', {
        type: 'track',
        name: 'Order – Completed',
        properties: { deep: [{ a: [null, true] }] },
      }),
    ]
    await store.transact((tx) => tx.insertEvents(events))
    const kept = await store.read((snapshot) => snapshot.events(['visitor:visitor-1', 'visitor:%_\\']))
    expectSameItems(kept, events, 'the log')
  }),

  contractCase('many events of one subject are read, each once', async (store) => {
    const events = Array.from({ length: 2_500 }, (_, index) =>
      sampleEvent(`m${index}`, index % 2 === 0 ? {} : { receivedAt: sampleTime + index }),
    )
    const others = Array.from({ length: 1_000 }, (_, index) =>
      sampleEvent(`o${index}`, { anonymousId: 'visitor-2' }),
    )
    await store.transact((tx) => tx.insertEvents([...events, ...others]))
    const [both, one, other] = await store.read((snapshot) =>
      Promise.all([
        snapshot.events(['visitor:visitor-1', 'visitor:visitor-2']),
        snapshot.events(['visitor:visitor-1']),
        snapshot.events(['visitor:visitor-2']),
      ]),
    )
    expectSameItems(both, [...events, ...others], 'the log')
    expectSameItems(one, events, 'the events of one')
    expectSameItems(other, others, 'the events of the other')
    const inside = await store.transact(async (tx) => {
      await tx.insertEvents([sampleEvent('last')])
      return [await tx.events(['visitor:visitor-1']), await tx.events(['visitor:visitor-2'])]
    })
    expectEqual(
      inside.map(({ length }) => length),
      [2_501, 1_000],
      'in a transaction',
    )
  }),

  contractCase('ids of any form tell events apart, and come back as they were', async (store) => {
    const uuid = '0193f3a1-5c7e-4b2a-9d61-3f0e8a7b6c5d'
    const ids = [uuid, uuid.toUpperCase(), uuid.replaceAll('-', ''), `${uuid}0`, uuid.replace('4', '5'), '%_']
    const events = ids.map((id) => sampleEvent(id))
    const verdicts = await store.transact((tx) => tx.insertEvents([...events, ...events]))
    expectEqual(verdicts, [...ids.map(() => 'new'), ...ids.map(() => 'duplicate')], 'verdicts')
    const log = () => store.read((snapshot) => snapshot.events(['visitor:visitor-1']))
    expectSameItems(await log(), events, 'the log')
    await store.transact((tx) => tx.deleteEvents(events.slice(1)))
    expectEqual(await log(), events.slice(0, 1), 'what is left of the log')
  }),

  contractCase('each event keeps its own context, whatever those before and after it have', async (store) => {
    const [one, other] = [{ locale: 'bn-BD', deep: { a: 1 } }, { locale: 'en-IN' }]
    const events = [one, one, other, { ...one }, {}, other].map((context, index) =>
      sampleEvent(`m${index}`, { context, anonymousId: `visitor-${index === 3 ? 2 : 1}` }),
    )
    await store.transact((tx) => tx.insertEvents(events.slice(0, 4)))
    await store.transact((tx) => tx.insertEvents(events.slice(4)))
    const again = events.map((event) => ({ ...event, context: { locale: 'of a repetition' } }))
    await store.transact((tx) => tx.insertEvents(again))
    const log = () => store.read((snapshot) => snapshot.events(['visitor:visitor-1', 'visitor:visitor-2']))
    expectSameItems(await log(), events, 'the log')
    const kept = events.filter((_, index) => index !== 0 && index !== 2)
    await store.transact((tx) => tx.deleteEvents(events.filter((event) => !kept.includes(event))))
    expectSameItems(await log(), kept, 'what is left of the log')
  }),

  contractCase('events are found by subject', async (store) => {
    const byVisitor = sampleEvent('m1', { userId: 'u1' })
    const byUser = sampleEvent('m2', { anonymousId: null, userId: 'u1', email: 'a@x.io' })
    const byEmail = sampleEvent('m3', { anonymousId: null, email: 'a@x.io' })
    await store.transact((tx) => tx.insertEvents([byVisitor, byUser, byEmail]))
    const events = (...subjects: string[]) => store.read((snapshot) => snapshot.events(subjects))
    expectEqual(await events('visitor:visitor-1'), [byVisitor], 'of the visitor')
    expectEqual(await events('user:u1'), [byUser], 'of the user')
    expectEqual(await events('email:a@x.io', 'visitor:u1', 'nobody'), [byEmail], 'of the e-mail address')
    expectSameItems(await events('user:u1', 'email:a@x.io', 'user:u1'), [byUser, byEmail], 'of both')
    expectEqual(await events(), [], 'of no subject')
    const count = (most: number, ...subjects: string[]) =>
      store.read((snapshot) => snapshot.countEvents(subjects, most))
    expectEqual(await count(9, 'user:u1', 'email:a@x.io', 'user:u1'), 2, 'how many of both')
    expectEqual(await count(1, 'user:u1', 'email:a@x.io'), 1, 'how many, counted no further')
    expectEqual(await count(9), 0, 'how many of no subject')
  }),

  contractCase('one event in many transactions at once is new exactly once', async (store) => {
    const insert = () => store.transact((tx) => tx.insertEvents([sampleEvent('m1')]))
    const verdicts = (await Promise.all(Array.from({ length: 20 }, insert))).flat()
    expectEqual(verdicts.filter((verdict) => verdict === 'new').length, 1, 'times it was new')
    expectEqual(verdicts.filter((verdict) => verdict === 'duplicate').length, 19, 'times it was a duplicate')
  }),

  contractCase('rejected messages are listed newest first', async (store) => {
    const message = (reason: string) => ({
      site: 'shop',
      messageId: reason === 'b' ? null : 'm1',
      receivedAt: 5,
      reason,
      message: '{"a":',
    })
    await store.transact((tx) => tx.insertRejected([message('a'), message('b')]))
    await store.transact((tx) => tx.insertRejected([message('c')]))
    const list = (before: number | null, limit: number) =>
      store.read((snapshot) => snapshot.rejected(before, limit))
    const [newest, middle] = await list(null, 2)
    expectEqual([newest?.reason, middle?.reason], ['c', 'b'], 'the first page')
    expectEqual({ ...middle, id: 0 }, { ...message('b'), id: 0 }, 'a message')
    expectEqual(
      (await list(middle?.id ?? 0, 2)).map(({ reason }) => reason),
      ['a'],
      'the second page',
    )
  }),
]
