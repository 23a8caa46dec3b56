import { useContext, useState } from 'react'
import type { Tracker } from '../tracker.ts'
import { createHandle } from './create-handle.ts'
import { TrackerContext } from './tracker-context.ts'

/**
 * React hook that returns the tracker of the nearest `TrackerProvider`; the same object on each render. Calls before the tracker is
 * created are queued. Without a provider it does nothing, and an error is printed to the console.
 *
 * @typeParam Events the event map of the tracker
 */
export function useTracker<Events extends object = Record<never, never>>(): Tracker<Events> {
  const [inactive] = useState(() => createHandle().tracker)
  const tracker = useContext(TrackerContext)
  if (!tracker)
    console.error(
      'Leadlight: nothing is tracked here. Wrap the components that use its hooks in <TrackerProvider>.',
    )
  return (tracker ?? inactive) as Tracker<Events>
}
