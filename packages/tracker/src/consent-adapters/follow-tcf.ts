import type { ConsentDecision } from '../consent.ts'
import { guard } from '../guard.ts'
import { asksNotToBeTracked } from './asks-not-to-be-tracked.ts'

/** Which of the visitor's choices count. */
export interface TcfOptions {
  /**
   * Numbers of the purposes that must all have been consented to. Default 1, store and access information on a device, and 8,
   * measure content performance.
   */
  purposes?: readonly number[]
  /** Number in the Global Vendor List of a vendor that must have been consented to as well; none by default. */
  vendor?: number | undefined
  /** Asks for the consent given to the publisher itself instead of that given to its vendors. */
  publisher?: boolean
}

/** The part of TCData that counts. */
interface TcData {
  eventStatus?: string
  listenerId?: number
  gdprApplies?: boolean
  purpose?: { consents?: Record<number, boolean> }
  publisher?: { consents?: Record<number, boolean> }
  vendor?: { consents?: Record<number, boolean> }
}

type TcfApi = (
  command: string,
  version: number,
  callback: (data: TcData, success: boolean) => void,
  parameter?: number,
) => void

/** How often it is looked for the platform, in milliseconds, and how many times. */
const LOOK_MS = 250
const MAX_LOOKS = 120

/**
 * Lets a consent management platform decide that speaks version 2 of the IAB's Transparency and Consent Framework (2.2 and 2.3): grants
 * when all the purposes were consented to, denies when not, and follows later changes of mind. While the visitor is being asked it
 * says nothing, so use the mode `required`. Where the platform says that the GDPR does not apply it grants, unless the browser
 * asks not to be tracked. https://github.com/InteractiveAdvertisingBureau/GDPR-Transparency-and-Consent-Framework
 *
 * @returns ends it
 */
export function followTcf(
  tracker: { consent(decision: ConsentDecision): void },
  { purposes = [1, 8], vendor, publisher }: TcfOptions = {},
): () => void {
  if (typeof window === 'undefined') return () => {}
  let said: ConsentDecision | undefined
  let listenerId: number | undefined
  let ended = false
  let looks = 0

  const mayTrack = (data: TcData) => {
    if (data.gdprApplies === false) return !asksNotToBeTracked()
    const given = (publisher ? data.publisher : data.purpose)?.consents
    return (
      purposes.every((purpose) => given?.[purpose] === true) &&
      (vendor === undefined || data.vendor?.consents?.[vendor] === true)
    )
  }
  const hear = (data: TcData, success: boolean) => {
    if (!success || ended) return
    listenerId = data.listenerId
    // While the dialog is open, nobody has decided; nor is there a dialog where the regulation does not apply.
    if (data.gdprApplies !== false && !/^(tcloaded|useractioncomplete)$/.test(`${data.eventStatus}`)) return
    const decision = mayTrack(data) ? 'granted' : 'denied'
    if (decision !== said) tracker.consent(decision)
    said = decision
  }
  const apiOf = () => (window as { __tcfapi?: TcfApi }).__tcfapi
  const look = () => {
    const api = apiOf()
    if (typeof api === 'function') api('addEventListener', 2, guard(hear))
    else if (++looks < MAX_LOOKS) return
    else console.error('Leadlight: no __tcfapi on this page, so nobody’s consent is known by it.')
    clearInterval(timer)
  }
  const timer = setInterval(guard(look), LOOK_MS)
  guard(look)()

  return () => {
    ended = true
    clearInterval(timer)
    if (listenerId !== undefined) guard(() => apiOf()?.('removeEventListener', 2, () => {}, listenerId))()
  }
}
