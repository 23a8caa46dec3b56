/**
 * What the tracker may do before the visitor decided: `required` nothing at all, `opt-out` everything, `cookieless`
 * everything but to keep something on the device.
 */
export type ConsentMode = 'required' | 'opt-out' | 'cookieless'

/** The visitor's decision. */
export type ConsentDecision = 'granted' | 'denied'

/**
 * Where a decision made here is kept: in localStorage, for a denial that is forgotten with the page is none. Reading it, and nothing
 * else, comes before any consent: it holds only what the visitor told us to remember. In `cookieless` mode it lives as long as
 * the page.
 */
export const CONSENT = 'leadlight-consent'

/**
 * Whether the tracker may run. A decision made here wins; then Global Privacy Control (https://w3c.github.io/gpc/) and Do Not
 * Track count as denials; then the mode says.
 */
export function mayTrack(mode: ConsentMode, decision: string | undefined): boolean {
  const { globalPrivacyControl, doNotTrack } = navigator as Navigator & {
    globalPrivacyControl?: boolean
    doNotTrack?: string | null
  }
  // A mode with a spelling mistake must not track those who were never asked.
  const isOpen = /^(opt-out|cookieless)$/.test(mode) && !globalPrivacyControl && doNotTrack !== '1'
  return decision == null ? isOpen : decision === 'granted'
}
