import { StoreUnavailableError } from '../store-unavailable-error.ts'

/** Runs work when a slot is free; rejects with a `StoreUnavailableError` when none becomes free in time. */
export type WithSlot = <Result>(work: () => Promise<Result>) => Promise<Result>

/**
 * Creates slots, assigned in the order of the calls.
 *
 * @param patienceMs how long to wait for a slot, in milliseconds
 */
export function createSlots(count: number, patienceMs: number): WithSlot {
  const waiting = new Set<() => void>()
  let free = count

  const wait = () =>
    new Promise<void>((resolve, reject) => {
      const begin = () => {
        clearTimeout(timer)
        resolve()
      }
      const timer = setTimeout(() => {
        waiting.delete(begin)
        reject(new StoreUnavailableError('PostgreSQL: all connections for reading are busy; try again later'))
      }, patienceMs)
      waiting.add(begin)
    })
  return async (work) => {
    if (free > 0) free -= 1
    else await wait()
    try {
      return await work()
    } finally {
      const [next] = waiting
      if (next === undefined) free += 1
      else {
        waiting.delete(next)
        next()
      }
    }
  }
}
