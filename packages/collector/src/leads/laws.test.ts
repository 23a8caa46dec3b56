import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareEvents } from '../identity/event-position.ts'
import { memoryStore } from '../storage/memory.ts'
import type { Store, Transaction } from '../storage/port.ts'
import { sqliteStore } from '../storage/sqlite.ts'
import { anyRun, now, outcome, rememberingScorer, scorer, takeIn } from './histories.test.arbitraries.ts'
import { inWords, leadsByDefinition } from './leads-by-definition.test.model.ts'
import { explainScore } from './read/explain-score.ts'
import { rebuildLeads } from './rescore.ts'

/** Whatever the order, batching and repetition, in both stores: the same as in order, by replay and by definition. */
function law(createStores: () => [Store, Store], by = scorer) {
  return fc.asyncProperty(anyRun, async ({ events, one, other }) => {
    const inOrder = memoryStore()
    await takeIn(inOrder, [{ events: events.toSorted(compareEvents), wait: true }], by)
    const expected = await outcome(inOrder)
    const [first, second] = createStores()
    await takeIn(first, one, by)
    expect(await outcome(first)).toEqual(expected)
    const ids = expected.leads.map((lead) => lead.id)
    await first.transact((transaction) => rebuildLeads(transaction, ids, by, now))
    expect(await outcome(first)).toEqual(expected)
    await takeIn(second, other, by)
    expect(await outcome(second)).toEqual(expected)
    for (const lead of expected.leads) {
      const replay = await second.read((snapshot) => explainScore(snapshot, by, lead.id, now))
      expect(lead).toMatchObject({ stage: replay?.stage, grade: replay?.grade })
    }
    await second.close()
    expect(expected.leads.map(inWords).sort()).toEqual(leadsByDefinition(events).map(inWords).sort())
  })
}

function forget<Known extends { decisions?: unknown }>(records: Known[]): Known[] {
  for (const record of records) delete record.decisions
  return records
}

describe('leads', () => {
  it('are the same for every order, batching, repetition and store, and by replay', async () => {
    const numRuns = Number(process.env.PROPERTY_RUNS ?? 150)
    await fc.assert(
      law(() => [memoryStore(), sqliteStore(':memory:')]),
      { numRuns },
    )
  }, 120_000)

  it('are the same when a stage depends on the previous one', async () => {
    const numRuns = Number(process.env.PROPERTY_RUNS ?? 100)
    await fc.assert(
      law(() => [memoryStore(), sqliteStore(':memory:')], rememberingScorer),
      { numRuns },
    )
  }, 120_000)

  it('differ when a late event is treated as if it came in order (negative control)', async () => {
    const blind = { ...rememberingScorer, remembersStage: false }
    const { failed } = await fc.check(
      fc.asyncProperty(anyRun, async ({ events, one }) => {
        const [inOrder, mixed] = [memoryStore(), memoryStore()]
        await takeIn(inOrder, [{ events: events.toSorted(compareEvents), wait: true }], rememberingScorer)
        await takeIn(mixed, one, blind)
        expect((await outcome(mixed)).leads.map(({ stage }) => stage)).toEqual(
          (await outcome(inOrder)).leads.map(({ stage }) => stage),
        )
      }),
      { numRuns: 10_000, endOnFailure: true },
    )
    expect(failed).toBe(true)
  }, 120_000)

  it.each<[string, (tx: Transaction) => Partial<Transaction>]>([
    ['forgets which visitors a person was', () => ({ visitorsOf: async () => [] })],
    [
      'counts a repetition as new',
      (tx) => ({ insertEvents: async (events) => (await tx.insertEvents(events)).map(() => 'new') }),
    ],
    [
      'loses the latest event of the log',
      (tx) => ({ events: async (subjects) => (await tx.events(subjects)).slice(0, -1) }),
    ],
    [
      'forgets what was decided about persons',
      (tx) => ({ persons: async (keys) => forget(await tx.persons(keys)) }),
    ],
    [
      'forgets what was decided about visitors',
      (tx) => ({ visitors: async (ids) => forget(await tx.visitors(ids)) }),
    ],
    ['never removes a lead', () => ({ deleteLeads: async () => {} })],
  ])('are not with a store that %s', async (_, spoil) => {
    const spoiled = (): Store => {
      const store = memoryStore()
      return { ...store, transact: (work) => store.transact((tx) => work({ ...tx, ...spoil(tx) })) }
    }
    const { failed } = await fc.check(
      law(() => [spoiled(), spoiled()]),
      { numRuns: 300, endOnFailure: true },
    )
    expect(failed).toBe(true)
  })
})
