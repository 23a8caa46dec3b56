import { useTrack } from '@leadlight/tracker/react'
import type { AppEvents } from './make-tracker.ts'

/** An event of the app's own, typed. */
export function PlansPage() {
  const track = useTrack<AppEvents>()
  return (
    <>
      <h1>Plans</h1>
      <button type="button" onClick={() => track('Plan Chosen', { plan: 'team', rooms: 12 })}>
        Choose Team
      </button>
    </>
  )
}
