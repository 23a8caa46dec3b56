import { startTimer } from './timer.ts'

/** Work that is done again and again. */
export interface Repetition {
  /** Begins, unless it has begun or was stopped. */
  start(): void
  /** For good. */
  stop(): void
}

/** What work may ask for. */
export interface NextTime {
  /** Do it again so soon, in milliseconds. */
  againMs: number
}

/**
 * Repeats `work`, each time `pauseMs` after the last time ended, or sooner if it asks for that. A failure is left to whoever needs
 * the same work next, and meets it. Holds no program up.
 *
 * @param firstMs how long after its start it is done for the first time
 */
export function createRepetition(
  work: () => Promise<NextTime | undefined>,
  pauseMs: number,
  firstMs = pauseMs,
): Repetition {
  let cancel: (() => void) | undefined
  let stopped = false

  const run = async () => {
    const wanted = await work().catch(() => undefined)
    wait(Math.min(wanted?.againMs ?? pauseMs, pauseMs))
  }
  const wait = (ms: number) => {
    if (!stopped) cancel = startTimer(ms, () => void run())
  }
  return {
    start() {
      if (cancel === undefined) wait(firstMs)
    },
    stop() {
      stopped = true
      cancel?.()
    },
  }
}
