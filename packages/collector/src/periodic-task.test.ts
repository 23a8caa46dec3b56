import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createPeriodicTask } from './periodic-task.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('repeats work after each pause, even after failures, until it is stopped', async () => {
  let times = 0
  const task = createPeriodicTask(async () => {
    times += 1
    if (times === 2) throw new Error('on purpose')
    return undefined
  }, 1_000)
  await vi.advanceTimersByTimeAsync(5_000)
  expect(times).toBe(0)
  task.start()
  task.start()
  await vi.advanceTimersByTimeAsync(3_500)
  expect(times).toBe(3)
  task.stop()
  await vi.advanceTimersByTimeAsync(5_000)
  expect(times).toBe(3)
})

it('waits for long work, and does not start again after it was stopped', async () => {
  let times = 0
  let finish = () => {}
  const task = createPeriodicTask(() => {
    times += 1
    return new Promise<undefined>((resolve) => {
      finish = () => resolve(undefined)
    })
  }, 1_000)
  task.start()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(times).toBe(1)
  task.stop()
  finish()
  await vi.advanceTimersByTimeAsync(10_000)
  task.start()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(times).toBe(1)
})

it('runs sooner when the work asks for it, but never later', async () => {
  const times: number[] = []
  const began = Date.now()
  const pauses = [10, 5_000]
  const task = createPeriodicTask(async () => {
    times.push(Date.now() - began)
    const againMs = pauses.shift()
    return againMs === undefined ? undefined : { againMs }
  }, 1_000)
  task.start()
  await vi.advanceTimersByTimeAsync(3_500)
  expect(times).toEqual([1_000, 1_010, 2_010, 3_010])
  task.stop()
})
