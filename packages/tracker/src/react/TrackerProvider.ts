import { createElement, type ReactNode, useEffect, useState } from 'react'
import type { Tracker } from '../tracker.ts'
import { createHandle } from './create-handle.ts'
import { TrackerContext } from './tracker-context.ts'

/** What a provider is given. */
export interface TrackerProviderProps {
  /**
   * The tracker, or the function that makes it: called once, in the browser, after the first render. A server, and a page that is
   * being hydrated, never call it.
   */
  tracker: Tracker | (() => Tracker)
  children?: ReactNode
}

/**
 * Gives a tracker to the hooks of the components below. Put it around the app, for as long as the page lives: a tracker that was
 * made goes on when its provider is taken away.
 */
export function TrackerProvider({ tracker, children }: TrackerProviderProps) {
  const [handle] = useState(createHandle)
  const isMaker = typeof tracker === 'function'
  // Effects of the components below run before this one; what they call waits in the handle.
  useEffect(() => {
    if (isMaker) handle.start(tracker)
  }, [handle, isMaker, tracker])
  return createElement(TrackerContext.Provider, { value: isMaker ? handle.tracker : tracker }, children)
}
