import fc from 'fast-check'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createBodyBudget, type MeteredBody } from './create-body-budget.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('never exceeds its bound, and is empty at the end', () => {
  const step = fc.record({
    body: fc.nat(9),
    bytes: fc.integer({ min: 1, max: 3_000 }),
    pause: fc.nat(2_000),
    ends: fc.boolean(),
    reserves: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
      const budget = createBodyBudget(10_000)
      const counted = new Map<number, MeteredBody>()
      const reserved: number[] = []
      const end = (body: number) => {
        counted.get(body)?.end()
        counted.delete(body)
      }
      for (const { body, bytes, pause, ends, reserves } of steps) {
        vi.advanceTimersByTime(pause)
        if (reserves && budget.reserve(bytes)) reserved.push(bytes)
        else if (ends) end(body)
        else {
          if (!counted.has(body))
            counted.set(
              body,
              budget.count(() => counted.delete(body)),
            )
          counted.get(body)?.add(bytes)
        }
        expect(budget.held).toBeLessThanOrEqual(10_000)
      }
      for (const body of [...counted.keys()]) end(body)
      for (const bytes of reserved) budget.free(bytes)
      expect(budget.held).toBe(0)
    }),
  )
})

it('evicts the slow body that holds the most, and otherwise the newest one', () => {
  const cut: string[] = []
  const budget = createBodyBudget(10_000)
  const body = (name: string) => budget.count(() => cut.push(name))
  const [small, large] = [body('small'), body('large')]
  small.add(1_000)
  large.add(5_000)
  vi.advanceTimersByTime(500)
  // Nobody has been slow for long yet.
  expect(body('new').add(4_000)).toBe(false)
  vi.advanceTimersByTime(600)
  expect(body('newer').add(4_000)).toBe(true)
  expect(cut).toEqual(['new', 'large'])
  expect([small.add(1), large.add(1)]).toEqual([true, false])
})

it('reserves half for bytes that have arrived, so that announced lengths alone cannot fill it', () => {
  const budget = createBodyBudget(10_000)
  let taken = 0
  while (budget.reserve(500)) taken += 500
  expect(taken).toBe(5_000)
  expect(budget.count(() => {}).add(4_000)).toBe(true)
})
