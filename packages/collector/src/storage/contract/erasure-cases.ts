import type { Snapshot, Store, Transaction } from '../port.ts'
import { contractCase, expectEqual, expectFailure, expectSameItems } from './check.ts'
import { sampleEvent, samplePerson, sampleTime, sampleVisit, sampleVisitor } from './samples.ts'

const [event, other, direct] = [
  sampleEvent('m1'),
  sampleEvent('m2'),
  sampleEvent('m1', { trusted: true, anonymousId: null, userId: 'u1' }),
] as const

const rejection = { site: 'shop', messageId: null, receivedAt: 5, reason: 'r' }

async function fill(store: Store): Promise<void> {
  await store.transact(async (tx) => {
    await tx.insertEvents([event, other, direct])
    await tx.insertRejected([
      { ...rejection, message: '{"email":"Ana@X.io"}' },
      { ...rejection, message: '{"anonymousId":"v2"}' },
    ])
    const visits = [sampleVisit(1, sampleTime), sampleVisit(2, sampleTime + 10)]
    const linked = ['email:a@x.io', 'user:u1']
    await tx.saveVisitors(
      ['v1', 'v2'].map((id) => ({ visitor: sampleVisitor(id), visits, replaces: [], linked })),
    )
    await tx.savePersons(linked.map((key) => samplePerson(key, 'ld_1')))
  })
}

async function erase(tx: Transaction): Promise<void> {
  await tx.deleteEvents([event])
  await tx.deleteVisitors([{ id: 'v1', visits: [sampleTime, sampleTime + 10, sampleTime + 20] }])
  await tx.deletePersons(['email:a@x.io', 'email:nobody@x.io'])
  await tx.deleteRejected((await tx.rejectedAbout(['ana@x'])).map(({ id }) => id))
  await tx.saveErasures({ secret: 's', latest: 7 }, [{ mark: 'm', until: 7 }])
}

async function readAll(snapshot: Snapshot) {
  const range = { from: sampleTime, to: sampleTime + 100 }
  return {
    events: (await snapshot.events(['visitor:visitor-1', 'user:u1'])).length,
    visitors: (await snapshot.visitors(['v1', 'v2'])).map(({ id }) => id).sort(),
    linked: (await snapshot.visitorsOf(['user:u1'])).map(({ id }) => id).sort(),
    linkedToErased: (await snapshot.visitorsOf(['email:a@x.io'])).map(({ id }) => id).sort(),
    members: (await snapshot.members(['ld_1'])).map(({ key }) => key).sort(),
    leadOf: await snapshot.leadOf('email:a@x.io'),
    visits: (await snapshot.countVisits(range)).map(({ visits, visitors }) => [visits, visitors]),
    rejected: (await snapshot.rejected(null, 9)).map(({ message }) => message),
    erased: await snapshot.erased(['m']),
  }
}

const before = {
  events: 3,
  visitors: ['v1', 'v2'],
  linked: ['v1', 'v2'],
  linkedToErased: ['v1', 'v2'],
  members: ['email:a@x.io', 'user:u1'],
  leadOf: 'ld_1',
  visits: [[4, 2]],
  rejected: ['{"anonymousId":"v2"}', '{"email":"Ana@X.io"}'],
  erased: [],
}
const after = {
  events: 2,
  visitors: ['v2'],
  linked: ['v2'],
  linkedToErased: [],
  members: ['user:u1'],
  leadOf: null,
  visits: [[2, 1]],
  rejected: ['{"anonymousId":"v2"}'],
  erased: [{ mark: 'm', until: 7 }],
}

/** Cases about erasure. */
export const erasureCases = [
  contractCase('what is deleted is gone with all that hangs on it, and nothing else', async (store) => {
    await fill(store)
    expectEqual(await store.read(readAll), before, 'before')
    const within = await store.transact(async (tx) => {
      await erase(tx)
      return await readAll(tx)
    })
    expectEqual(within, after, 'within the transaction')
    await store.scrub(['ana@x.io'])
    expectEqual(await store.read(readAll), after, 'afterwards')
    const kept = await store.read((snapshot) => snapshot.events(['visitor:visitor-1', 'user:u1']))
    expectSameItems(kept, [other, direct], 'the log')
    await store.scrub([])
    expectEqual(await store.read(readAll), after, 'after rewriting everything')
  }),

  contractCase('a deleted event may come again', async (store) => {
    await fill(store)
    await store.transact(erase)
    const verdicts = await store.transact((tx) => tx.insertEvents([event, other]))
    expectEqual(verdicts, ['new', 'duplicate'], 'verdicts')
  }),

  contractCase('deletions are undone when their transaction fails', async (store) => {
    await fill(store)
    await expectFailure(
      store.transact(async (tx) => {
        await erase(tx)
        await tx.insertEvents([event])
        throw new Error('on purpose')
      }),
      'a failing erasure',
    )
    expectEqual(await store.read(readAll), before, 'afterwards')
    expectEqual(await store.transact((tx) => tx.erasures()), null, 'the erasures')
  }),

  contractCase('of equal erasure marks the later time counts', async (store) => {
    const save = (latest: number, ...marks: [mark: string, until: number][]) =>
      store.transact(async (tx) => {
        await tx.erasures(true)
        await tx.saveErasures(
          { secret: 's', latest },
          marks.map(([mark, until]) => ({ mark, until })),
        )
      })
    expectEqual(await store.transact((tx) => tx.erasures()), null, 'before the first')
    await save(9, ['a', 9], ['b', 5], ['b', 3])
    await save(6, ['a', 6], ['b', 6])
    expectEqual(await store.transact((tx) => tx.erasures()), { secret: 's', latest: 6 }, 'the last saved')
    const erased = await store.read((snapshot) => snapshot.erased(['a', 'b', 'c', 'a']))
    expectSameItems(
      erased,
      [
        { mark: 'a', until: 9 },
        { mark: 'b', until: 6 },
      ],
      'the marks',
    )
  }),

  contractCase('rejected messages are found by parts of their text', async (store) => {
    const messages = ['{"a":"100%_sure"}', '{"A":"ÉCOLE"}', '{"b":"x"}']
    await store.transact((tx) => tx.insertRejected(messages.map((message) => ({ ...rejection, message }))))
    const found = async (...texts: string[]) =>
      (await store.read((snapshot) => snapshot.rejectedAbout(texts))).map(({ message }) => message)
    expectSameItems(await found('"A":'), messages.slice(0, 2), 'whatever the case')
    expectSameItems(await found('%_S', '"B"'), [messages[0], messages[2]], 'by one of two')
    expectSameItems(await found('1%sure', "' OR 1=1 --"), [], 'by texts that must not stand for others')
    expectSameItems(await found(), [], 'by no text')
  }),
]
