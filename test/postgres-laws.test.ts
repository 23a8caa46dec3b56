import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareEvents } from '../packages/collector/src/identity/event-position.ts'
import {
  type Arrival,
  anyRun,
  outcome,
  takeIn,
} from '../packages/collector/src/leads/histories.test.arbitraries.ts'
import { inWords, leadsByDefinition } from '../packages/collector/src/leads/leads-by-definition.test.model.ts'
import { memoryStore } from '../packages/collector/src/storage/memory.ts'
import type { Store } from '../packages/collector/src/storage/port.ts'
import type { StoredEvent } from '../packages/collector/src/stored-event.ts'
import { lawRuns, lawTimeout } from './postgres.ts'
import { postgresSchemas } from './postgres-schemas.ts'

const { openThree } = postgresSchemas('law')

/**
 * Collectors on one database take in half of a history each at the same time, then two of them all of it; each in an order,
 * with batches and repetitions of its own. What comes out is the same as in order in one, and by definition.
 */
function law(createStores: () => [Store, Store, Store]) {
  return fc.asyncProperty(anyRun, async ({ events, one, other }) => {
    const inOrder = memoryStore()
    await takeIn(inOrder, [{ events: events.toSorted(compareEvents), wait: true }])
    const expected = await outcome(inOrder)
    const [first, second, third] = createStores()
    try {
      const half = new Set(events.filter((_, index) => index % 2 === 0).map((event) => event.messageId))
      const mine = part(one, ({ messageId }) => half.has(messageId))
      const yours = part(other, ({ messageId }) => !half.has(messageId))
      await Promise.all([takeIn(first, mine), takeIn(second, yours)])
      expect(await outcome(third)).toEqual(expected)
      await Promise.all([takeIn(second, one), takeIn(third, other)])
      expect(await outcome(first)).toEqual(expected)
    } finally {
      await Promise.all([first.close(), second.close(), third.close()])
    }
    expect(expected.leads.map(inWords).sort()).toEqual(leadsByDefinition(events).map(inWords).sort())
  })
}

function part(arrival: Arrival, wanted: (event: StoredEvent) => boolean): Arrival {
  return arrival.map(({ events, wait }) => ({ events: events.filter(wanted), wait }))
}

describe('leads on one PostgreSQL', () => {
  it(
    'are the same for every order, batching and repetition, with simultaneous collectors',
    async () => {
      const numRuns = lawRuns(25)
      await fc.assert(law(openThree), { numRuns })
    },
    lawTimeout,
  )

  it(
    'differ without locks (negative control)',
    async () => {
      const unlocked = (store: Store): Store => ({
        ...store,
        transact: (work) =>
          store.transact((tx) =>
            work({
              ...tx,
              visitors: (ids) => store.read((snapshot) => snapshot.visitors(ids)),
              persons: (keys) => store.read((snapshot) => snapshot.persons(keys)),
              leads: (ids) => store.read((snapshot) => snapshot.leads(ids)),
            }),
          ),
      })
      const spoiled = (): [Store, Store, Store] => {
        const [first, second, third] = openThree()
        return [unlocked(first), unlocked(second), unlocked(third)]
      }
      const { failed } = await fc.check(law(spoiled), { numRuns: 250, endOnFailure: true })
      expect(failed).toBe(true)
    },
    lawTimeout,
  )
})
