import { startTimer } from './timer.ts'

/** Periodic work. */
export interface PeriodicTask {
  /** Starts the timer, unless it was started or stopped before. */
  start(): void
  /** Stops permanently. */
  stop(): void
}

/** When work wants to run again. */
export interface NextTime {
  /** Delay in milliseconds. */
  againMs: number
}

/**
 * Creates periodic work: it runs `pauseMs` after the end of the previous run, or earlier if it asks for that. Errors are
 * ignored, because a caller that needs the result repeats the work and gets the error. The timer does not keep the process alive.
 *
 * @param firstMs delay of the first run
 */
export function createPeriodicTask(
  work: () => Promise<NextTime | undefined>,
  pauseMs: number,
  firstMs = pauseMs,
): PeriodicTask {
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
