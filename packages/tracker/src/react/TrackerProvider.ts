import { createElement, type ReactNode, useEffect, useState } from 'react'
import type { Tracker } from '../tracker.ts'
import { createHandle } from './create-handle.ts'
import { TrackerContext } from './tracker-context.ts'

/** Props of `TrackerProvider`. */
export interface TrackerProviderProps {
  /**
   * The tracker, or a function that creates it: called once, in the browser, after the first render; never on a server or during
   * hydration.
   */
  tracker: Tracker | (() => Tracker)
  children?: ReactNode
}

/**
 * Provides a tracker to the hooks of its descendants. Put it around the whole app, because the tracker keeps running when the provider
 * is unmounted.
 */
export function TrackerProvider({ tracker, children }: TrackerProviderProps) {
  const [handle] = useState(createHandle)
  const isFactory = typeof tracker === 'function'
  // Effects of descendants run before this one; their calls are queued in the handle.
  useEffect(() => {
    if (isFactory) handle.start(tracker)
  }, [handle, isFactory, tracker])
  return createElement(TrackerContext.Provider, { value: isFactory ? handle.tracker : tracker }, children)
}
