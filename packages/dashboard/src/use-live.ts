import { useEffect, useRef, useState } from 'preact/hooks'
import { ApiError } from './api-error.ts'
import { useApp } from './app-context.ts'
import { startPoller } from './start-poller.ts'

const EVERY_MS = 4_000

/** Data that is kept up to date. */
export interface Live<Data> {
  /** Undefined until the first load succeeds; kept when later ones fail. */
  data: Data | undefined
  /** Why the latest load failed; null when it succeeded. */
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
 *
 * @param key identifies the data; data of a new key is shown at once if it was loaded before
 * @param version a new value reloads the same data while the old is still shown
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
    // `version` is not read: a new value restarts the poller.
    [key, version, memory, refuse],
  )

  // The key determines the type of the data.
  const loaded = memory.get(key) as { data: Data; loadedAt: number } | undefined
  return {
    data: loaded?.data,
    loadedAt: loaded?.loadedAt ?? 0,
    error: failure?.key === key ? failure.error : null,
  }
}

/** Forgets all data that was loaded, so that the next views load it anew; what else is in the memory stays. */
export function forgetLoaded(memory: Map<string, unknown>): void {
  for (const [key, value] of memory) {
    if (typeof value === 'object' && value !== null && 'loadedAt' in value) memory.delete(key)
  }
}
