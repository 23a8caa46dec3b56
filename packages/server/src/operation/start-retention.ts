/** What a retention job needs. */
export interface RetentionJob {
  days: number
  /** Takes out of the log what visitors did before a time, in milliseconds since 1970; gives the number of events. */
  shorten: (before: number) => Promise<number>
  onDone: (count: number) => void
  onError: (error: unknown) => void
}

const DAY_MS = 24 * 3_600_000
/** A server that has just started has other things to do. */
const FIRST_MS = 10_000
/** When it failed, because the store was away or too busy. */
const RETRY_MS = 10 * 60_000

/** Has the log shortened now and then once a day, until the answer is called. Holds no program up. */
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
