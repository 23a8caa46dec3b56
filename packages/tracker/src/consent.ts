/**
 * What the tracker does before the visitor decides: `required` nothing; `opt-out` everything; `cookieless` everything, except that it
 * stores nothing on the device.
 */
export type ConsentMode = 'required' | 'opt-out' | 'cookieless'

/** The visitor's consent decision. */
export type ConsentDecision = 'granted' | 'denied'

/**
 * The storage key of the visitor's decision on this site. It is in localStorage, because a denial must outlast the page, and it is the
 * only thing that is read before there is consent. In `cookieless` mode it is kept in memory.
 */
export const CONSENT = 'leadlight-consent'

/**
 * Whether the tracker may run: false if the visitor refuses, undefined if nobody has asked. A decision on this site takes precedence;
 * otherwise Global Privacy Control (https://w3c.github.io/gpc/) and Do Not Track count as denials; otherwise the mode decides.
 */
export function mayTrack(mode: ConsentMode, decision: string | undefined): boolean | undefined {
  const { globalPrivacyControl, doNotTrack } = navigator as Navigator & {
    globalPrivacyControl?: boolean
    doNotTrack?: string | null
  }
  if (decision != null) return decision === 'granted'
  if (globalPrivacyControl || doNotTrack === '1') return false
  // A misspelt mode must not track visitors who were never asked.
  return /^(opt-out|cookieless)$/.test(mode) || undefined
}
