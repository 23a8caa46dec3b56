import type { Tracker } from '../tracker.ts'
import { useTracker } from './use-tracker.ts'

/**
 * React hook that returns the tracker's `track` function, for event handlers: `const track = useTrack()`, then
 * `track('Demo Requested', { plan })`.
 *
 * @typeParam Events the event map of the tracker
 */
export function useTrack<Events extends object = Record<never, never>>(): Tracker<Events>['track'] {
  return useTracker<Events>().track
}
