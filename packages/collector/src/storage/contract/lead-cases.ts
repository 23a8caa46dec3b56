import type { LeadRecord } from '../../leads/lead-record.ts'
import type { LeadListing, Store } from '../port.ts'
import { contractCase, expectEqual, expectFailure, expectSameItems } from './check.ts'
import { sampleLead, sampleTime } from './samples.ts'

const all: LeadListing = { by: 'score', descending: true, after: null, limit: 100 }

async function save(store: Store, ...leads: LeadRecord[]): Promise<void> {
  const ranked = leads.map((lead) => ({ lead, words: [lead.id, '100%_sure', 'नमस्ते'] }))
  await store.transact((tx) => tx.saveLeads(ranked))
}

async function list(store: Store, listing: Partial<LeadListing>): Promise<string[]> {
  const leads = await store.read((snapshot) => snapshot.listLeads({ ...all, ...listing }))
  return leads.map((lead) => lead.id)
}

/** Cases about leads, their order and filters. */
export const leadCases = [
  contractCase('leads are saved, replaced, deleted and found', async (store) => {
    await save(store, sampleLead('ld_1'), sampleLead('ld_2'), sampleLead('ld_3'))
    const changed = sampleLead('ld_1', {
      score: -1.5,
      changesAt: 7,
      owner: 'meera',
      firstTouch: null,
      userId: 'u',
    })
    await save(store, changed)
    await store.transact((tx) => tx.deleteLeads(['ld_2', 'ld_9']))
    const found = await store.read((snapshot) => snapshot.leads(['ld_1', 'ld_2', 'ld_3']))
    expectSameItems(found, [changed, sampleLead('ld_3')], 'the leads')
    expectEqual(await list(store, {}), ['ld_3', 'ld_1'], 'the list')
  }),

  contractCase('leads are listed in order, ties by id in the same direction', async (store) => {
    const lead = (id: string, score: number, firstSeen: number, lastSeen: number) =>
      sampleLead(id, { score, firstSeen, lastSeen })
    await save(
      store,
      lead('ld_b', 5, 1, 9),
      lead('ld_a', 5, 2, 7),
      lead('ld_c', 5.01, 2, 8),
      lead('ld_d', -3, 0, 7),
    )
    const orders = {
      score: ['ld_d', 'ld_a', 'ld_b', 'ld_c'],
      firstSeen: ['ld_d', 'ld_b', 'ld_a', 'ld_c'],
      lastSeen: ['ld_a', 'ld_d', 'ld_c', 'ld_b'],
    }
    for (const by of ['score', 'firstSeen', 'lastSeen'] as const) {
      expectEqual(await list(store, { by, descending: false }), orders[by], `by ${by}`)
      expectEqual(await list(store, { by }), orders[by].toReversed(), `by ${by}, descending`)
    }
    expectEqual(await list(store, { limit: 2 }), ['ld_c', 'ld_b'], 'the first two')
    expectEqual(await list(store, { after: { value: 5, id: 'ld_b' } }), ['ld_a', 'ld_d'], 'after a place')
    expectEqual(
      await list(store, { after: { value: 5.005, id: '' }, limit: 1 }),
      ['ld_b'],
      'after no lead’s place',
    )
    const rising = { descending: false, after: { value: 5, id: 'ld_a' } }
    expectEqual(await list(store, rising), ['ld_b', 'ld_c'], 'after a place, ascending')
  }),

  contractCase('leads are filtered', async (store) => {
    await save(
      store,
      sampleLead('ld_1', { stage: 'mql', grade: 'A1', owner: 'meera', changesAt: 5 }),
      sampleLead('ld_2', { stage: 'mql', grade: 'A2', score: 1 }),
    )
    expectEqual(await list(store, { stage: 'mql' }), ['ld_1', 'ld_2'], 'by stage')
    expectEqual(await list(store, { stage: "mql' OR 1=1 --" }), [], 'by a stage that is not one')
    expectEqual(await list(store, { grade: 'A1' }), ['ld_1'], 'by grade')
    expectEqual(await list(store, { owner: 'meera' }), ['ld_1'], 'by owner')
    expectEqual(await list(store, { changing: true }), ['ld_1'], 'changing')
    expectEqual(await list(store, { changing: false }), ['ld_2'], 'not changing')
    expectEqual(await list(store, { stage: 'mql', grade: 'A1', changing: false }), [], 'by several')
  }),

  contractCase('leads are found by the beginnings of their words', async (store) => {
    await save(
      store,
      sampleLead('ld_1', { stage: 'mql' }),
      sampleLead('ld_2', { score: 1 }),
      sampleLead('xld_3'),
    )
    for (const scan of [false, true]) {
      const find = (...words: string[]) => list(store, { words, scan })
      expectEqual(await find('ld'), ['ld_1', 'ld_2'], 'by the beginning of a word')
      expectEqual(await find('ld_2'), ['ld_2'], 'by a whole word')
      expectEqual(await find('100%_s', 'ld_1', 'नम'), ['ld_1'], 'by several, in any order')
      expectEqual(await find('ld_1', 'ld_2'), [], 'by words that no lead has all of')
      expectEqual(await find('1%sure'), [], 'by a letter that must not stand for others')
      expectEqual(await find("ld' OR 1=1 --"), [], 'by SQL')
      expectEqual(await list(store, { words: ['ld'], scan, stage: 'mql' }), ['ld_1'], 'and by a filter')
      expectEqual(
        await list(store, { words: ['नमस्ते'], scan, by: 'lastSeen', limit: 1 }),
        ['xld_3'],
        'in an order',
      )
      const after = { value: 12.34, id: 'ld_1' }
      expectEqual(await list(store, { words: ['ld'], scan, after }), ['ld_2'], 'after a place')
    }
  }),

  contractCase('leads keep their words until they are given others or deleted', async (store) => {
    const find = (...words: string[]) => list(store, { words })
    const put = (words: string[] | null) =>
      store.transact((tx) => tx.saveLeads([{ lead: sampleLead('ld_1'), words }]))
    await put(['ana', 'acme'])
    await put(null)
    expectEqual(await find('ana', 'ac'), ['ld_1'], 'what it was saved with')
    await put(['anna', 'acme'])
    expectEqual([await find('ana'), await find('anna', 'acme')], [[], ['ld_1']], 'with other words')
    await store.transact((tx) => tx.deleteLeads(['ld_1']))
    await put(null)
    expectEqual([await find('anna'), await find()], [[], ['ld_1']], 'after it was deleted')
    await put(['anna'])
    expectEqual(await find('ann'), ['ld_1'], 'when it was saved again')
  }),

  contractCase('leads by another model are kept beside, and change places with the others', async (store) => {
    await save(store, sampleLead('ld_1'), sampleLead('ld_2'), sampleLead('ld_3'))
    const next = [
      sampleLead('ld_1', { score: 1, changesAt: 7 }),
      sampleLead('ld_2', { score: 2 }),
      sampleLead('ld_3'),
    ]
    await store.transact((tx) => tx.saveNextLeads([sampleLead('ld_1', { score: 9 }), ...next.slice(1)]))
    await store.transact((tx) => tx.saveNextLeads(next.slice(0, 1)))
    expectEqual(await list(store, {}), ['ld_3', 'ld_2', 'ld_1'], 'before')
    await store.transact((tx) => tx.deleteLeads(['ld_3']))
    await expectFailure(
      store.transact(async (tx) => {
        await tx.swapLeads()
        throw new Error('failed')
      }),
      'a failed change of places',
    )
    expectEqual((await store.read((snapshot) => snapshot.leads(['ld_1'])))[0]?.score, 12.34, 'still before')
    await store.transact((tx) => tx.swapLeads())
    expectEqual(await list(store, {}), ['ld_2', 'ld_1'], 'after, without the one that was deleted')
    expectEqual(await list(store, { words: ['ld_1'] }), ['ld_1'], 'by their words')
    const due = await store.read((snapshot) => snapshot.dueLeads(7, 9))
    expectSameItems(due, next.slice(0, 1), 'those that are due')
    await save(store, sampleLead('ld_2', { score: 0 }), sampleLead('ld_4'))
    expectEqual(await list(store, {}), ['ld_4', 'ld_1', 'ld_2'], 'goes on')
    const drop = (limit: number) => store.transact((tx) => tx.dropNextLeads(limit))
    expectEqual([await drop(1), await drop(5), await drop(5)], [1, 1, 0], 'what is beside is dropped')
    expectEqual(await list(store, {}), ['ld_4', 'ld_1', 'ld_2'], 'and nothing else')
  }),

  contractCase('what many have and what few have is listed in order', async (store) => {
    const number = (id: string) => Number(id.slice(3))
    const leads = Array.from({ length: 1_200 }, (_, index) => {
      const rare = index % 300 === 7
      const changes = { score: (index * 7_919) % 1_009, lastSeen: sampleTime + ((index * 31) % 997) }
      const lead = sampleLead(`ld_${index}`, {
        ...changes,
        ...(rare && { stage: 'customer', owner: 'meera' }),
      })
      return { lead, words: rare ? ['common', 'rare'] : ['common'] }
    })
    await store.transact((tx) => tx.saveLeads(leads))
    for (const by of ['score', 'lastSeen'] as const) {
      const value = (id: string) => leads[number(id)]?.lead[by] ?? 0
      const order = (a: string, b: string) => value(b) - value(a) || (a < b ? 1 : -1)
      const ids = leads.map(({ lead }) => lead.id).sort(order)
      const rare = ids.filter((id) => number(id) % 300 === 7)
      expectEqual(await list(store, { by }), ids.slice(0, 100), `all by ${by}`)
      expectEqual(await list(store, { by, words: ['com'] }), ids.slice(0, 100), `a common word by ${by}`)
      for (const filter of [
        { words: ['rar'] },
        { words: ['rare', 'comm'] },
        { stage: 'customer' },
        { owner: 'meera' },
      ]) {
        expectEqual(await list(store, { by, ...filter }), rare, `${JSON.stringify(filter)} by ${by}`)
      }
      const [first = ''] = rare
      const after = { value: value(first), id: first }
      expectEqual(await list(store, { by, words: ['rare'], after }), rare.slice(1), `after a place by ${by}`)
    }
  }),

  contractCase('leads that are due come first by time', async (store) => {
    const due = (id: string, changesAt: number | null) => sampleLead(id, { changesAt })
    await save(store, due('ld_1', 30), due('ld_2', 10), due('ld_3', null), due('ld_4', 20))
    const ids = async (at: number, limit: number) =>
      (await store.read((snapshot) => snapshot.dueLeads(at, limit))).map((lead) => lead.id)
    expectEqual(await ids(20, 9), ['ld_2', 'ld_4'], 'due')
    expectEqual(await ids(99, 2), ['ld_2', 'ld_4'], 'the first two')
    expectEqual(await ids(9, 9), [], 'not due yet')
  }),

  contractCase('leads are counted by first touch and stage within a range', async (store) => {
    const direct = { channel: 'direct' as const, source: null, medium: null, campaign: null }
    const { firstTouch } = sampleLead('ld_0')
    const directTouch = firstTouch && { ...firstTouch, source: { ...firstTouch.source, ...direct } }
    await save(
      store,
      sampleLead('ld_1'),
      sampleLead('ld_2'),
      sampleLead('ld_3', { stage: 'sql' }),
      sampleLead('ld_4', { firstTouch: directTouch }),
      sampleLead('ld_5', { firstTouch: null }),
      sampleLead('ld_6', { firstSeen: sampleTime + 10 }),
    )
    const count = (from: number, to: number) => store.read((snapshot) => snapshot.countLeads({ from, to }))
    const spring = { channel: 'social', source: 'facebook', medium: 'social', campaign: 'spring' }
    expectSameItems(
      await count(sampleTime, sampleTime + 10),
      [
        { ...spring, stage: 'lead', leads: 2 },
        { ...spring, stage: 'sql', leads: 1 },
        { ...direct, stage: 'lead', leads: 1 },
      ],
      'the counts',
    )
    expectEqual(await count(sampleTime + 11, sampleTime + 12), [], 'outside the range')
  }),
]
