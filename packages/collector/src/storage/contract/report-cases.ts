import type { Store } from '../port.ts'
import type { NewLead, VisitPlace } from '../report-reading.ts'
import { contractCase, expectEqual } from './check.ts'
import { sampleLead, samplePerson, sampleTime, sampleVisit, sampleVisitor } from './samples.ts'

const range = { from: sampleTime, to: sampleTime + 100 }
const spring = { channel: 'social' as const, source: 'facebook', medium: 'social', campaign: 'spring' }
const direct = { channel: 'direct' as const, source: null, medium: null, campaign: null }

function saveVisits(store: Store, id: string, ...visits: ReturnType<typeof sampleVisit>[]): Promise<void> {
  const change = { visitor: sampleVisitor(id), visits, replaces: [], linked: [] }
  return store.transact((tx) => tx.saveVisitors([change]))
}

/** Cases about the reads for reports. */
export const reportCases = [
  contractCase('visitors are counted once, within a range and by source', async (store) => {
    await saveVisits(store, 'v1', sampleVisit(1, sampleTime), sampleVisit(2, sampleTime + 10, direct))
    await saveVisits(store, 'v2', sampleVisit(1, sampleTime + 99))
    await saveVisits(store, 'v3', sampleVisit(1, sampleTime + 100), sampleVisit(2, sampleTime + 101))
    const count = (source: object, within = range) =>
      store.read((snapshot) => snapshot.countVisitors(within, source))
    expectEqual(await count({}), 2, 'all of a range')
    expectEqual(await count({}, { from: 0, to: sampleTime }), 0, 'before anybody came')
    expectEqual(await count({ channel: 'direct' }), 1, 'of a channel')
    expectEqual(await count({ ...spring }), 2, 'of a campaign')
    expectEqual(await count({ channel: 'social', campaign: 'autumn' }), 0, 'of a campaign that was none')
  }),

  contractCase('new leads are listed in the order in which they were first seen', async (store) => {
    const seen = (at: number) => ({ firstSeen: sampleTime + at })
    const leads = [
      sampleLead('ld_b', seen(5)),
      sampleLead('ld_a', { ...seen(5), stage: 'sql', firstTouch: null }),
      sampleLead('ld_c', seen(0)),
      sampleLead('ld_d', seen(100)),
    ]
    const [user, email] = [samplePerson('user:u1', 'ld_b'), samplePerson('email:a@x.io', 'ld_b')]
    await store.transact(async (tx) => {
      await tx.saveLeads(leads.map((lead) => ({ lead, words: [] })))
      await tx.savePersons([{ ...user, seen: { at: sampleTime - 7, key: 'm' } }, email])
    })
    const list = (after: { firstSeen: number; id: string } | null, limit: number) =>
      store.read((snapshot) => snapshot.newLeads(range, { after, limit }))
    const expected: NewLead[] = [
      { id: 'ld_c', ...seen(0), stage: 'lead', source: spring, named: null },
      { id: 'ld_a', ...seen(5), stage: 'sql', source: null, named: null },
      { id: 'ld_b', ...seen(5), stage: 'lead', source: spring, named: sampleTime - 7 },
    ]
    expectEqual(await list(null, 9), expected, 'all')
    expectEqual(await list(null, 2), expected.slice(0, 2), 'the first two')
    expectEqual(await list({ ...seen(5), id: 'ld_a' }, 9), expected.slice(2), 'those behind a place')
  }),

  contractCase('visits are listed in the order of time, with their visitors', async (store) => {
    await saveVisits(store, 'v2', sampleVisit(1, sampleTime), sampleVisit(2, sampleTime + 99))
    await saveVisits(store, 'v1', sampleVisit(1, sampleTime), sampleVisit(2, sampleTime + 100))
    const list = (after: VisitPlace | null, limit: number) =>
      store.read((snapshot) => snapshot.visitsWithin(range, { after, limit }))
    const expected = [
      { at: sampleTime, visitor: 'v1', number: 1 },
      { at: sampleTime, visitor: 'v2', number: 1 },
      { at: sampleTime + 99, visitor: 'v2', number: 2 },
    ].map((place) => ({ place, visitor: sampleVisitor(place.visitor) }))
    expectEqual(await list(null, 9), expected, 'all')
    expectEqual(await list(null, 1), expected.slice(0, 1), 'the first one')
    expectEqual(await list(expected[0]?.place ?? null, 9), expected.slice(1), 'those behind a place')
  }),
]
