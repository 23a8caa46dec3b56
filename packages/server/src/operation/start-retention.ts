/** Options of `startRetention`. */
export interface RetentionJob {
  days: number
  /** Deletes events before a time, in milliseconds since 1970, from the log; returns their number. */
  shorten: (before: number) => Promise<number>
  onDone: (count: number) => void
  onError: (error: unknown) => void
}

const DAY_MS = 24 * 3_600_000
/** Pause after the start of the server. */
const FIRST_MS = 10_000
/** Pause after a failure. */
const RETRY_MS = 10 * 60_000

/** Shortens the log soon after the start, then daily. Returns the function that stops it. The timer does not keep the process alive. */
export function startRetention({ days, shorten, onDone, onError }: RetentionJob): () => void {
  const run = () => {
    shorten(Date.now() - days * DAY_MS).then(
      (count) => {
        onDone(count)
        wait(DAY_MS)
      },
      (error: unknown) => {
        onError(error)
        wait(RETRY_MS)
      },
    )
  }
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  const wait = (ms: number) => {
    if (!stopped) timer = setTimeout(run, ms).unref()
  }
  wait(FIRST_MS)
  return () => {
    stopped = true
    clearTimeout(timer)
  }
}
