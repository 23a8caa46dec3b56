import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { startRetention } from './start-retention.ts'

const hour = 3_600_000
beforeEach(() => vi.useFakeTimers({ now: Date.UTC(2026, 10, 22) }))
afterEach(() => vi.useRealTimers())

it('runs soon after its start, then daily or sooner after a failure, until it is stopped', async () => {
  const asked: number[] = []
  const failed: unknown[] = []
  const done: number[] = []
  const stop = startRetention({
    days: 30,
    shorten: async (before) => {
      asked.push(before)
      if (asked.length === 2) throw new Error('the store is away')
      return asked.length
    },
    onDone: (count) => done.push(count),
    onError: (error) => failed.push(error),
  })
  const startedAt = Date.now()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(asked).toEqual([startedAt + 10_000 - 30 * 24 * hour])
  await vi.advanceTimersByTimeAsync(24 * hour)
  expect([asked.length, failed.length]).toEqual([2, 1])
  await vi.advanceTimersByTimeAsync(hour / 4)
  expect(asked).toHaveLength(3)
  await vi.advanceTimersByTimeAsync(25 * hour)
  expect([done, failed.length]).toEqual([[1, 3, 4], 1])
  stop()
  await vi.advanceTimersByTimeAsync(72 * hour)
  expect(asked).toHaveLength(4)
})
