import { createScorer, defaultModel } from '@leadlight/scoring'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { compareEvents } from '../identity/event-position.ts'
import { placeWithoutVisit } from '../leads/history.ts'
import { sampleEvent, sampleTime } from '../storage/contract/samples.ts'
import type { StoredEvent } from '../stored-event.ts'
import { beforeOutcome } from './before-outcome.ts'
import { indexTraits } from './index-traits.ts'

const scorer = createScorer(defaultModel)
const HOUR = 3_600_000
const CLOSED = sampleTime + 10 * HOUR

const outcome = sampleEvent('outcome', {
  type: 'track',
  name: 'Outcome Recorded',
  trusted: true,
  at: CLOSED,
  properties: { outcome: 'won' },
})

/** Anything that is no outcome, at a time counted in hours. */
const event = (hours: fc.Arbitrary<number>) =>
  fc
    .record({
      hours,
      trusted: fc.boolean(),
      message: fc.constantFrom<Partial<StoredEvent>>(
        { properties: { path: '/pricing' } },
        { type: 'identify', traits: { budget: 50_000, title: 'CTO' }, email: 'a@x.io' },
        { type: 'track', name: 'Form Submitted', properties: { form_id: 'demo' }, email: 'a@x.io' },
        { type: 'track', name: 'Points Adjusted', properties: { points: 50 } },
        { type: 'track', name: 'Stage Set', properties: { stage: 'customer' } },
        { type: 'track', name: 'Outcome Recorded', trusted: false, properties: { outcome: 'lost' } },
      ),
    })
    .map(({ hours: at, trusted, message }) => ({ at: sampleTime + at * HOUR, trusted, ...message }))

const list = (events: Partial<StoredEvent>[], name: string) =>
  events.map((changes, index) => sampleEvent(`${name}${index}`, changes))

function read(events: StoredEvent[]) {
  const history = placeWithoutVisit(events.toSorted(compareEvents))
  const before = beforeOutcome(history, indexTraits(history), scorer)
  if (before === null) return null
  const { traitsAt: _, ...known } = before
  return known
}

it('what happens at or after an outcome does not change what was known before it', () => {
  const earlier = fc.array(event(fc.integer({ min: 0, max: 9 })), { minLength: 1, maxLength: 8 })
  const later = fc.array(event(fc.integer({ min: 10, max: 30 })), { maxLength: 8 })
  fc.assert(
    fc.property(earlier, later, (first, then) => {
      const known = read([...list(first, 'a'), outcome])
      expect(read([...list(first, 'a'), outcome, ...list(then, 'b')])).toEqual(known)
      expect(known?.won ?? true).toBe(true)
      // What was done by hand is no work of a model.
      const names = known?.events.map(({ name, trusted }) => trusted === true && name) ?? []
      expect(names).not.toContain('Points Adjusted')
      expect(names).not.toContain('Stage Set')
    }),
    { numRuns: Math.max(300, Number(process.env.PROPERTY_RUNS ?? 0)) },
  )
})

it('what happens an hour earlier does (negative control)', () => {
  const page = (hours: number) => ({ at: sampleTime + hours * HOUR, properties: { path: '/pricing' } })
  const known = read([...list([page(1)], 'a'), outcome])
  expect(read([...list([page(1)], 'a'), outcome, ...list([page(9)], 'b')])).not.toEqual(known)
})
