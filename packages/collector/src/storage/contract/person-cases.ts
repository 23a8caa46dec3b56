import { contractCase, expectEqual, expectSameItems } from './check.ts'
import { samplePerson, sampleTime, sampleVisit, sampleVisitor } from './samples.ts'

/** Cases about visitors, their visits and links, persons and settings. */
export const personCases = [
  contractCase('visitors are saved, replaced and found', async (store) => {
    const [one, two] = [sampleVisitor('v1'), sampleVisitor('v2')]
    const save = { visits: [], replaces: [], linked: [] }
    await store.transact((tx) => tx.saveVisitors([one, two].map((visitor) => ({ ...save, visitor }))))
    const changed = { ...one, aliases: one.runs, visit: null }
    await store.transact((tx) => tx.saveVisitors([{ ...save, visitor: changed }]))
    const found = await store.read((snapshot) => snapshot.visitors(['v1', 'v2', 'v3', 'v1']))
    expectSameItems(found, [changed, two], 'the visitors')
  }),

  contractCase('links from persons to visitors add up', async (store) => {
    const save = (id: string, linked: string[]) =>
      store.transact((tx) =>
        tx.saveVisitors([{ visitor: sampleVisitor(id), visits: [], replaces: [], linked }]),
      )
    await save('v1', ['user:u1'])
    await save('v1', ['email:a@x.io', 'user:u1'])
    await save('v1', [])
    await save('v2', ['user:u1'])
    const ids = async (...persons: string[]) =>
      (await store.read((snapshot) => snapshot.visitorsOf(persons))).map(({ id }) => id)
    expectSameItems(await ids('user:u1'), ['v1', 'v2'], 'visitors of a user')
    expectSameItems(await ids('email:a@x.io'), ['v1'], 'visitors of an e-mail address')
    expectSameItems(await ids('user:u1', 'email:a@x.io'), ['v1', 'v2'], 'each visitor once')
    expectSameItems(await ids('user:u2'), [], 'visitors of nobody')
  }),

  contractCase('visits are counted by source within a range', async (store) => {
    const direct = { channel: 'direct' as const, source: null, medium: null, campaign: null }
    const save = (id: string, replaces: number[], ...visits: ReturnType<typeof sampleVisit>[]) =>
      store.transact((tx) => tx.saveVisitors([{ visitor: sampleVisitor(id), visits, replaces, linked: [] }]))
    await save('v1', [], sampleVisit(1, sampleTime), sampleVisit(2, sampleTime + 10))
    const last = sampleVisit(3, sampleTime + 30, direct)
    await save('v1', [sampleTime + 10, sampleTime + 15], sampleVisit(2, sampleTime + 20), last)
    await save('v2', [], sampleVisit(1, sampleTime))
    const count = (from: number, to: number) => store.read((snapshot) => snapshot.countVisits({ from, to }))
    const spring = { channel: 'social', source: 'facebook', medium: 'social', campaign: 'spring' }
    expectSameItems(
      await count(sampleTime, sampleTime + 31),
      [
        { ...spring, visits: 3, visitors: 2 },
        { ...direct, visits: 1, visitors: 1 },
      ],
      'all visits',
    )
    expectSameItems(
      await count(sampleTime + 20, sampleTime + 30),
      [{ ...spring, visits: 1, visitors: 1 }],
      'some',
    )
    await save('v1', [sampleTime, sampleTime + 20, sampleTime + 30], sampleVisit(1, sampleTime + 30, direct))
    expectSameItems(
      await count(sampleTime + 1, sampleTime + 31),
      [{ ...direct, visits: 1, visitors: 1 }],
      'replaced',
    )
  }),

  contractCase('persons are found with everybody in their leads', async (store) => {
    const [user, email, other] = [
      samplePerson('user:u1', 'ld_1'),
      { ...samplePerson('email:a@x.io', 'ld_1'), owner: 'user:u1', link: { at: 1, key: 'k', trusted: true } },
      samplePerson('email:b@x.io', 'ld_2'),
    ] as const
    await store.transact((tx) => tx.savePersons([user, email, other]))
    const found = (...keys: string[]) => store.read((snapshot) => snapshot.persons(keys))
    expectSameItems(await found('email:a@x.io'), [user, email], 'by one of two')
    expectSameItems(await found('email:a@x.io', 'user:u1'), [user, email], 'by both')
    expectSameItems(await found('email:b@x.io', 'email:c@x.io'), [other], 'alone')
    const moved = { ...other, lead: 'ld_1' }
    await store.transact((tx) => tx.savePersons([moved]))
    expectSameItems(await found('email:b@x.io'), [user, email, moved], 'after it moved')
    const members = (...ids: string[]) => store.read((snapshot) => snapshot.members(ids))
    expectSameItems(await members('ld_1'), [user, email, moved], 'members')
    expectSameItems(await members('ld_2', 'ld_3'), [], 'members of an empty lead')
    const leadOf = (name: string) => store.read((snapshot) => snapshot.leadOf(name))
    expectEqual(await leadOf('email:b@x.io'), 'ld_1', 'lead by key')
    expectEqual(await leadOf(other.id), 'ld_1', 'lead by id')
    expectEqual(await leadOf('ld_of_nobody'), null, 'lead of nobody')
  }),

  contractCase('settings are kept', async (store) => {
    await store.transact((tx) => tx.saveSetting('model', 'one'))
    await store.transact((tx) => tx.saveSetting('model', 'two'))
    const settings = await store.read((snapshot) =>
      Promise.all(['model', 'other'].map((name) => snapshot.setting(name))),
    )
    expectEqual(settings, ['two', null], 'settings')
  }),
]
