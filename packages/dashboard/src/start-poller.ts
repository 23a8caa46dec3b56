import { ApiError } from './api-error.ts'

/** Options of `startPoller`. */
export interface PollerOptions<Data> {
  load: (signal: AbortSignal) => Promise<Data>
  /** Pause between two loads in milliseconds; doubled with every consecutive failure. */
  everyMs: number
  onData: (data: Data) => void
  onError: (error: unknown) => void
}

const LONGEST_REST_MS = 60_000

/**
 * Loads data repeatedly while the page is visible; immediately when it becomes visible or online again. Returns the function
 * that stops it.
 */
export function startPoller<Data>({ load, everyMs, onData, onError }: PollerOptions<Data>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: AbortController | undefined
  let failures = 0

  async function run(): Promise<void> {
    clearTimeout(timer)
    running?.abort()
    const current = new AbortController()
    running = current
    let rest = everyMs
    try {
      const data = await load(current.signal)
      if (current.signal.aborted) return
      failures = 0
      onData(data)
    } catch (error) {
      if (current.signal.aborted) return
      failures++
      const asked = error instanceof ApiError ? error.retryAfterMs : 0
      rest = Math.max(asked, Math.min(LONGEST_REST_MS, everyMs * 2 ** failures))
      onError(error)
    }
    // `onData` or `onError` may have stopped the poller.
    if (!current.signal.aborted && document.visibilityState !== 'hidden') timer = setTimeout(run, rest)
  }

  const whenVisible = () => {
    if (document.visibilityState === 'hidden') clearTimeout(timer)
    else void run()
  }
  document.addEventListener('visibilitychange', whenVisible)
  addEventListener('online', run)
  void run()

  return () => {
    clearTimeout(timer)
    running?.abort()
    document.removeEventListener('visibilitychange', whenVisible)
    removeEventListener('online', run)
  }
}
