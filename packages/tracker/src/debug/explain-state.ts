import { CONSENT } from '../consent.ts'
import { guard } from '../guard.ts'
import type { Tracker } from '../tracker.ts'
import { explainAddress } from './explain-address.ts'

/** The state of a tracker, for display. */
export interface ExplainedState {
  active: boolean
  /** Whether the visitor is tracked, or why not. */
  text: string
  /** What is removed from the page's address; sentences. */
  withheld: string[]
}

/** Explains the current state of a tracker. */
export function explainState(tracker: Pick<Tracker, 'anonymousId'>): ExplainedState {
  const id = tracker.anonymousId()
  return { active: !!id, text: id ? `Tracking visitor ${id}` : whyNot(), withheld: explainAddress() }
}

function whyNot(): string {
  const { globalPrivacyControl } = navigator as Navigator & { globalPrivacyControl?: boolean }
  const grant = "Only the visitor's consent starts it: tracker.consent('granted')."
  const decision = guard(() => localStorage[CONSENT])()
  if (decision === 'denied') return `Not tracking: the visitor denied consent on this site. ${grant}`
  if (decision !== 'granted') {
    if (globalPrivacyControl) return `Not tracking: the browser sends Global Privacy Control. ${grant}`
    if (navigator.doNotTrack === '1') return `Not tracking: the browser sends Do Not Track. ${grant}`
  }
  return `Not tracking: no write key, a misspelt consent mode, or no consent yet. ${grant}`
}
