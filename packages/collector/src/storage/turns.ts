/** Lets asynchronous work go one at a time, in the order of asking. */
export interface Turns {
  take<Result>(work: () => Promise<Result>): Promise<Result>
}

/** Turns of their own; a failure does not stop those who wait. */
export function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve()
  return {
    take(work) {
      const turn = last.then(work)
      last = turn.catch(() => {})
      return turn
    },
  }
}
