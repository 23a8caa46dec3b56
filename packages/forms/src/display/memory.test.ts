import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createMemory } from './memory.ts'

const DAY_MS = 86_400_000
const KEY = 'leadlight-forms'
const always = () => true

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 22) })
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  localStorage.clear()
})

describe('the memory of a form', () => {
  it('waits a week after the form was closed, or as long as defined', () => {
    for (const [frequency, days] of [
      [undefined, 7],
      [{ days: 30 }, 30],
      [{ days: 0 }, 0],
    ] as const) {
      localStorage.clear()
      createMemory('a', frequency, always).closed()
      vi.advanceTimersByTime(days * DAY_MS - Number(days > 0))
      expect(createMemory('a', frequency, always).mayOpen()).toBe(days === 0)
      vi.advanceTimersByTime(1)
      expect(createMemory('a', frequency, always).mayOpen()).toBe(true)
    }
  })

  it('limits how often each form opens', () => {
    const next = () => createMemory('a', { days: 0, times: 2 }, always)
    next().opened()
    expect(next().mayOpen()).toBe(true)
    next().opened()
    expect(next().mayOpen()).toBe(false)
    expect(createMemory('b', { times: 2 }, always).mayOpen()).toBe(true)
  })

  it('never opens a submitted form again', () => {
    createMemory('a', { days: 0 }, always).submitted()
    vi.advanceTimersByTime(1_000 * DAY_MS)
    expect(createMemory('a', { days: 0 }, always).mayOpen()).toBe(false)
  })

  it('counts pages and seconds of a visit, and starts again after half an hour', () => {
    expect([createMemory('a', {}, always).page(), createMemory('b', {}, always).page()]).toEqual([1, 2])
    const memory = createMemory('a', {}, always)
    expect([memory.read(1), memory.read(2)]).toEqual([1, 3])
    vi.advanceTimersByTime(30 * 60_000 + 1)
    expect([memory.page(), memory.read(1)]).toEqual([1, 1])
  })

  it('stores nothing without consent, but remembers while the page lives', () => {
    const memory = createMemory('a', { times: 1 }, () => false)
    memory.opened()
    memory.page()
    expect(memory.mayOpen()).toBe(false)
    expect(memory.page()).toBe(2)
    expect(localStorage.getItem(KEY)).toBeNull()
    expect(createMemory('a', { times: 1 }, () => false).mayOpen()).toBe(true)
  })

  it('works if the storage is full, blocked or corrupt', () => {
    localStorage.setItem(KEY, '{broken')
    const memory = createMemory('a', { times: 1 }, always)
    expect(memory.mayOpen()).toBe(true)
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new Error('QuotaExceededError')
    })
    memory.opened()
    expect(memory.mayOpen()).toBe(false)
    vi.restoreAllMocks()
    localStorage.setItem(KEY, '{broken')
    expect(createMemory('a', { times: 1 }, always).mayOpen()).toBe(true)
  })
})
