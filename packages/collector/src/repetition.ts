import { startTimer } from './timer.ts'

/** Work that is done again and again. */
export interface Repetition {
  /** Begins, unless it has begun or was stopped. */
  start(): void
  /** For good. */
  stop(): void
}

/**
 * Repeats `work`, each time `pauseMs` after the last time ended. A failure is left to whoever needs the same work next, and
 * meets it. Holds no program up.
 */
export function createRepetition(work: () => Promise<void>, pauseMs: number): Repetition {
  let cancel: (() => void) | undefined
  let stopped = false

  const wait = () => {
    if (!stopped)
      cancel = startTimer(
        pauseMs,
        () =>
          void work()
            .catch(() => {})
            .then(wait),
      )
  }
  return {
    start() {
      if (cancel === undefined) wait()
    },
    stop() {
      stopped = true
      cancel?.()
    },
  }
}
