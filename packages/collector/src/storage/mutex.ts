/** A mutex for asynchronous work: one at a time, in the order of the calls. */
export interface Mutex {
  run<Result>(work: () => Promise<Result>): Promise<Result>
}

/** Creates a mutex; a failure does not affect the work that waits. */
export function createMutex(): Mutex {
  let last: Promise<unknown> = Promise.resolve()
  return {
    run(work) {
      const turn = last.then(work)
      last = turn.catch(() => {})
      return turn
    },
  }
}
