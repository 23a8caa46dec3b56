import { useApp } from '../app-context.ts'
import type { Live } from '../use-live.ts'

/** Shows that data is loading, could not be loaded, or is out of date; nothing otherwise. */
export function LiveState({ live, what }: { live: Live<unknown>; what: string }) {
  const { format } = useApp()
  const { data, error, loadedAt } = live
  if (error === null) {
    return data === undefined ? (
      <p class="loading" role="status">
        Loading {what}…
      </p>
    ) : null
  }
  const offline = error.status === 0 && !navigator.onLine
  // What the request asks for is wrong, and stays wrong.
  const final = error.status >= 400 && error.status < 500 && error.retryAfterMs === 0
  return (
    <div class="notice" role="alert">
      <p>{offline ? 'You are offline.' : error.message}</p>
      <p>
        {data !== undefined && `Below is what was known at ${format.clock(loadedAt)}. `}
        {!final && 'It is tried again by itself.'}
      </p>
    </div>
  )
}
