import { CONSENT } from '../consent.ts'
import { guard } from '../guard.ts'
import type { Tracker } from '../tracker.ts'
import { explainAddress } from './explain-address.ts'

/** Whether the visitor is tracked, why not, and what of the page's address is not told. */
export interface ExplainedState {
  active: boolean
  text: string
  /** Sentences. */
  withheld: string[]
}

/** How it stands now. */
export function explainState(tracker: Pick<Tracker, 'anonymousId'>): ExplainedState {
  const id = tracker.anonymousId()
  return { active: !!id, text: id ? `Tracking visitor ${id}` : whyNot(), withheld: explainAddress() }
}

function whyNot(): string {
  const { globalPrivacyControl } = navigator as Navigator & { globalPrivacyControl?: boolean }
  const decision = guard(() => localStorage[CONSENT])()
  if (decision === 'denied') return 'Not tracking: the visitor denied on this site.'
  const yes = 'Only a grant on this site, tracker.consent(‘granted’), overrides it.'
  if (decision !== 'granted') {
    if (globalPrivacyControl) return `Not tracking: the browser sends Global Privacy Control. ${yes}`
    if (navigator.doNotTrack === '1') return `Not tracking: the browser sends Do Not Track. ${yes}`
  }
  return 'Not tracking: the visitor has not consented yet, the consent mode is misspelt, or there is no write key.'
}
