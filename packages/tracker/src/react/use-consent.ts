import { useCallback, useSyncExternalStore } from 'react'
import type { ConsentDecision } from '../consent.ts'
import { useTracker } from './use-tracker.ts'

/** State and action for a consent dialog. */
export interface ConsentControl {
  /** Whether tracking is active; false on a server and during hydration. */
  active: boolean
  /** Stores the visitor's decision. */
  decide(decision: ConsentDecision): void
}

/** React hook for consent: whether tracking is active, always up to date, and a function that stores the visitor's decision. */
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
