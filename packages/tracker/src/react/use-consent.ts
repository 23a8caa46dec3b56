import { useCallback, useSyncExternalStore } from 'react'
import type { ConsentDecision } from '../consent.ts'
import { useTracker } from './use-tracker.ts'

/** What a consent dialog works with. */
export interface ConsentControl {
  /** Whether the visitor is tracked now; false on a server and until the page is hydrated. */
  active: boolean
  /** Remembers what the visitor decided. */
  decide(decision: ConsentDecision): void
}

/** Whether the visitor is tracked, kept up to date, and how to say what they decided. */
export function useConsent(): ConsentControl {
  const tracker = useTracker()
  const subscribe = useCallback((changed: () => void) => tracker.on('consent', changed), [tracker])
  const active = useSyncExternalStore(
    subscribe,
    () => tracker.anonymousId() !== undefined,
    () => false,
  )
  return { active, decide: tracker.consent }
}
