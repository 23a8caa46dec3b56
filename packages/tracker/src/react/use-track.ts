import type { Tracker } from '../tracker.ts'
import { useTracker } from './use-tracker.ts'

/**
 * The `track` function of the tracker, for event handlers: `const track = useTrack()`, then `track('Demo Requested', { plan })`.
 *
 * @typeParam Events the map that the tracker was made with
 */
export function useTrack<Events extends object = Record<never, never>>(): Tracker<Events>['track'] {
  return useTracker<Events>().track
}
