import { useContext, useState } from 'react'
import type { Tracker } from '../tracker.ts'
import { createHandle } from './create-handle.ts'
import { TrackerContext } from './tracker-context.ts'

/**
 * The tracker of the nearest `TrackerProvider`; the same from render to render. It can be called at once, in effects and event
 * handlers: before the tracker is made, calls wait for it. Without a provider it does nothing, and the console says so.
 *
 * @typeParam Events the map that the tracker was made with
 */
export function useTracker<Events extends object = Record<never, never>>(): Tracker<Events> {
  const [mute] = useState(() => createHandle().tracker)
  const tracker = useContext(TrackerContext)
  if (!tracker)
    console.error('Leadlight: a hook is used outside of <TrackerProvider>, so nothing is tracked.')
  return (tracker ?? mute) as Tracker<Events>
}
