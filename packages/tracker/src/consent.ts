import type { DeviceStorage } from './device-storage.ts'

/**
 * What the tracker may do before the visitor decided: `required` nothing at all, `opt-out` everything, `cookieless`
 * everything but to keep something on the device.
 */
export type ConsentMode = 'required' | 'opt-out' | 'cookieless'

/** The visitor's decision. */
export type ConsentDecision = 'granted' | 'denied'

/** Where the decision is kept. Without it a denial would be forgotten with the page, so it is the one thing kept after one. */
export const CONSENT = 'leadlight-consent'

/** Whether the tracker may run. */
export interface Consent {
  allowed(): boolean
  decide(decision: ConsentDecision): void
}

/**
 * A decision made here wins; then Global Privacy Control (https://w3c.github.io/gpc/) or Do Not Track count as denied; then the
 * mode says. Reading the remembered decision, and nothing else, comes before any consent: it holds only what the visitor
 * told us to remember. In `cookieless` mode it lives as long as the page.
 */
export function createConsent(mode: ConsentMode, storage: DeviceStorage): Consent {
  return {
    allowed() {
      const decision = storage.read(CONSENT)
      const { globalPrivacyControl, doNotTrack } = navigator as Navigator & {
        globalPrivacyControl?: boolean
        doNotTrack?: string | null
      }
      if (decision) return decision === 'granted'
      return mode !== 'required' && !globalPrivacyControl && doNotTrack !== '1'
    },
    decide: (decision) => storage.write(CONSENT, decision),
  }
}
