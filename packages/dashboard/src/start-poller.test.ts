import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError } from './api-error.ts'
import { startPoller } from './start-poller.ts'

const EVERY_MS = 4_000
let visibility: DocumentVisibilityState
let stop = () => {}

beforeEach(() => {
  vi.useFakeTimers()
  visibility = 'visible'
  vi.spyOn(document, 'visibilityState', 'get').mockImplementation(() => visibility)
})
afterEach(() => {
  stop()
  vi.useRealTimers()
  vi.restoreAllMocks()
})

/** Starts a poller whose loads are counted. */
function poll(load: (signal: AbortSignal) => Promise<number> = async () => 1) {
  const seen = { loads: 0, data: [] as number[], errors: 0 }
  stop = startPoller({
    everyMs: EVERY_MS,
    load: (signal) => {
      seen.loads++
      return load(signal)
    },
    onData: (data) => seen.data.push(data),
    onError: () => seen.errors++,
  })
  return seen
}

function look(state: DocumentVisibilityState): void {
  visibility = state
  document.dispatchEvent(new Event('visibilitychange'))
}

describe('startPoller', () => {
  it('loads at once, and again after each pause', async () => {
    const seen = poll()
    await vi.advanceTimersByTimeAsync(2 * EVERY_MS)
    expect(seen.data).toEqual([1, 1, 1])
  })

  it('pauses while the page is hidden, and loads at once when it is shown', async () => {
    const seen = poll()
    await vi.advanceTimersByTimeAsync(0)
    look('hidden')
    await vi.advanceTimersByTimeAsync(100 * EVERY_MS)
    expect(seen.loads).toBe(1)
    look('visible')
    await vi.advanceTimersByTimeAsync(0)
    expect(seen.data).toEqual([1, 1])
  })

  it('doubles the pause after each failure, to a minute at most', async () => {
    const seen = poll(() => Promise.reject(new Error('down')))
    await vi.advanceTimersByTimeAsync(2 * EVERY_MS)
    expect(seen.errors).toBe(2)
    await vi.advanceTimersByTimeAsync(4 * EVERY_MS)
    expect(seen.errors).toBe(3)
    await vi.advanceTimersByTimeAsync(10 * 60_000)
    expect(seen.errors).toBeGreaterThan(10)
  })

  it('waits as long as Retry-After says', async () => {
    const seen = poll(() => Promise.reject(new ApiError(429, 'busy', 'Wait.', 120_000)))
    await vi.advanceTimersByTimeAsync(119_000)
    expect(seen.loads).toBe(1)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(seen.loads).toBe(2)
  })

  it('loads at once when the network is back', async () => {
    const seen = poll(() => Promise.reject(new Error('offline')))
    await vi.advanceTimersByTimeAsync(0)
    dispatchEvent(new Event('online'))
    expect(seen.loads).toBe(2)
  })

  it('reports nothing after it is stopped, even if an answer arrives later', async () => {
    let answer = (_: number) => {}
    const seen = poll(() => new Promise((resolve) => (answer = resolve)))
    stop()
    answer(1)
    await vi.advanceTimersByTimeAsync(10 * EVERY_MS)
    expect(seen).toEqual({ loads: 1, data: [], errors: 0 })
  })
})
