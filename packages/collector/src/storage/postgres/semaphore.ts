import { StoreUnavailableError } from '../store-unavailable-error.ts'

/** Runs work once it holds a permit; rejects with a `StoreUnavailableError` when none becomes free in time. */
export type Semaphore = <Result>(work: () => Promise<Result>) => Promise<Result>

/**
 * Creates a semaphore of `count` permits, granted in the order of the calls.
 *
 * @param patienceMs how long to wait for a permit, in milliseconds
 */
export function createSemaphore(count: number, patienceMs: number): Semaphore {
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
