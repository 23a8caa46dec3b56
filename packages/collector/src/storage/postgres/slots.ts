import { StoreUnavailableError } from '../store-unavailable-error.ts'

/** Does work as soon as a slot is free; rejects with a `StoreUnavailableError` when none becomes free in time. */
export type WithSlot = <Result>(work: () => Promise<Result>) => Promise<Result>

/** Makes so many slots; whoever came first gets the next one. @param patienceMs how long one is waited for */
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
        reject(
          new StoreUnavailableError('PostgreSQL: all connections for questions are busy; ask again later'),
        )
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
