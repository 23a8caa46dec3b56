import fc from 'fast-check'
import { expect, it } from 'vitest'
import { sampleEvent, sampleTime } from '../storage/contract/samples.ts'
import type { StoredEvent } from '../stored-event.ts'
import type { KnownTrait } from './lead-record.ts'
import { addTraits, LONGEST_TRAIT, MOST_TRAITS, traitValues } from './traits.ts'

function knownAfter(events: StoredEvent[]) {
  const known: Record<string, KnownTrait> = {}
  for (const event of events) addTraits(known, event)
  return known
}

const manyTraits = (from: number, count = 100) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`t${from + index}`, index]))

it('keeps a bounded number of traits, the same in any order of events', () => {
  const part = fc.record({ from: fc.nat(700), trusted: fc.boolean(), later: fc.nat(5) })
  const twoOrders = fc
    .array(part, { minLength: 5, maxLength: 12 })
    .map((parts) =>
      parts.map(({ from, trusted, later }, index) =>
        sampleEvent(`m${index}`, { trusted, at: sampleTime + later, traits: { ...manyTraits(from), from } }),
      ),
    )
    .chain((events) =>
      fc.tuple(
        fc.constant(events),
        fc.shuffledSubarray(events, { minLength: events.length, maxLength: events.length }),
      ),
    )
  let full = 0
  fc.assert(
    fc.property(twoOrders, ([one, other]) => {
      const known = knownAfter(one)
      expect(knownAfter(other)).toEqual(known)
      expect(Object.keys(known).length).toBeLessThanOrEqual(MOST_TRAITS)
      if (Object.keys(known).length === MOST_TRAITS) full += 1
    }),
  )
  expect(full).toBeGreaterThan(0)
})

it('keeps reserved traits and those from a secret key, whatever a public key sends', () => {
  const own = sampleEvent('a', { trusted: true, traits: { zone: 'north', company: 'Engines' } })
  const flood = sampleEvent('b', { traits: { ...manyTraits(0, 1_000), title: 'CEO' } })
  expect(traitValues(knownAfter([own, flood]))).toMatchObject({
    zone: 'north',
    company: 'Engines',
    title: 'CEO',
  })
})

it('cuts a long text, and leaves out long lists and names', () => {
  const traits = {
    note: 'x'.repeat(5_000),
    list: Array(5_000).fill(1),
    ['n'.repeat(300)]: 1,
    plan: ['pro', 'plus'],
  }
  expect(traitValues(knownAfter([sampleEvent('a', { traits })]))).toEqual({
    note: 'x'.repeat(LONGEST_TRAIT),
    plan: ['pro', 'plus'],
  })
})
