import { useEffect, useRef } from 'react'
import type { Properties } from '../plugin.ts'
import { useTracker } from './use-tracker.ts'

/**
 * Begins a page view whenever `path` is another one than before, for routers that know better than the address what a page is. Not
 * beside the plugin `pageViews()`, which does it by the address.
 *
 * @param path undefined begins none, as long as a page still loads for example
 * @param properties of the page view, as they are when it begins
 */
export function usePageView(path: string | undefined, properties?: Properties): void {
  const tracker = useTracker()
  // Kept over the second run of effects in React's StrictMode.
  const shown = useRef<string>(undefined)
  useEffect(() => {
    if (path === undefined || path === shown.current) return
    shown.current = path
    tracker.page({ path, ...properties })
  }, [tracker, path, properties])
}
