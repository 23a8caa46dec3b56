import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createPageClock } from './page-clock.ts'

/** The system clock, and the age of the page. */
let date = 0
let age = 0
beforeEach(() => {
  date = Date.UTC(2026, 0, 1)
  age = 1_234.567
  vi.spyOn(Date, 'now').mockImplementation(() => date)
  vi.spyOn(performance, 'now').mockImplementation(() => age)
})
afterEach(() => vi.restoreAllMocks())

test('ignores changes of the system clock, and counts whole milliseconds', () => {
  const clock = createPageClock()
  const start = clock()
  expect(start).toBe(date)
  age += 999.9
  date += 1_000
  expect(clock()).toBe(start + 1_000)
  date -= 3_600_000
  expect(clock()).toBe(start + 1_000)
  date += 5 * 86_400_000
  expect(clock()).toBe(start + 1_000)
})

test('catches up after the device slept', () => {
  const clock = createPageClock()
  const start = clock()
  date += 7_200_000
  expect(clock()).toBe(start + 7_200_000)
})
