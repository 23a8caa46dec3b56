import { useEffect, useRef, useState } from 'preact/hooks'
import { ApiError } from './api-error.ts'
import { useApp } from './app-context.ts'
import { startPoller } from './start-poller.ts'

const EVERY_MS = 4_000

/** Data that keeps itself up to date. */
export interface Live<Data> {
  /** Undefined until the first answer; kept while later ones fail. */
  data: Data | undefined
  /** Why the last attempt failed; null when it did not. */
  error: ApiError | null
  /** When `data` was loaded, in milliseconds since 1970. */
  loadedAt: number
}

interface Loaded {
  data: unknown
  loadedAt: number
}

/**
 * Loads data and keeps it up to date.
 * @param key names the data: another key is other data, shown at once if it was loaded before
 * @param version load the same data anew (more of it, say) without dropping what is shown
 */
export function useLive<Data>(
  key: string,
  load: (signal: AbortSignal) => Promise<Data>,
  version: unknown = 0,
): Live<Data> {
  const { memory, refuse } = useApp()
  const [failure, setFailure] = useState<{ key: string; error: ApiError } | null>(null)
  const [, setLoadedAt] = useState(0)
  const newest = useRef(load)
  newest.current = load

  useEffect(
    () =>
      startPoller({
        load: (signal) => newest.current(signal),
        everyMs: EVERY_MS,
        onData(data) {
          const loadedAt = Date.now()
          memory.set(key, { data, loadedAt } satisfies Loaded)
          setFailure(null)
          setLoadedAt(loadedAt)
        },
        onError(cause) {
          const error = cause instanceof ApiError ? cause : new ApiError(0, 'broken', String(cause))
          if (error.refused) refuse()
          else setFailure({ key, error })
        },
      }),
    // `version` is not read: another one starts the poller anew.
    [key, version, memory, refuse],
  )

  // The key says what kind of data was put there.
  const loaded = memory.get(key) as { data: Data; loadedAt: number } | undefined
  return {
    data: loaded?.data,
    loadedAt: loaded?.loadedAt ?? 0,
    error: failure?.key === key ? failure.error : null,
  }
}
