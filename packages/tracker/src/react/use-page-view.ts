import { useEffect, useRef } from 'react'
import type { Properties } from '../plugin.ts'
import { useTracker } from './use-tracker.ts'

/**
 * React hook that starts a page view when `path` changes, for apps whose router knows pages better than the address does. Use it
 * instead of the plugin `pageViews()`, not together with it.
 *
 * @param path undefined starts none, for example while a page is loading
 * @param properties of the page view, as they are when it starts
 */
export function usePageView(path: string | undefined, properties?: Properties): void {
  const tracker = useTracker()
  // A ref survives the second run of effects in React's StrictMode.
  const shown = useRef<string>(undefined)
  useEffect(() => {
    if (path === undefined || path === shown.current) return
    shown.current = path
    tracker.page({ path, ...properties })
  }, [tracker, path, properties])
}
