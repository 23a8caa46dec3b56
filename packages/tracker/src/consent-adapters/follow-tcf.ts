import type { ConsentDecision } from '../consent.ts'
import { guard } from '../guard.ts'
import { asksNotToBeTracked } from './asks-not-to-be-tracked.ts'

/** Options of `followTcf`. */
export interface TcfOptions {
  /**
   * Numbers of the purposes that need consent, all of them. By default 1, store and access information on a device, and 8, measure
   * content performance.
   */
  purposes?: readonly number[] | undefined
  /** Number in the Global Vendor List of a vendor that needs consent, too; none by default. */
  vendor?: number | undefined
  /** Reads the consent given to the publisher instead of that given to its vendors. */
  publisher?: boolean | undefined
}

/** The part of the framework's TCData that is used. */
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

/** Interval between attempts to find the platform, in milliseconds, and their number. */
const RETRY_MS = 250
const MAX_ATTEMPTS = 120

/**
 * Passes consent to a tracker from a consent management platform with the IAB's Transparency and Consent Framework 2.2 or 2.3: grants
 * it when all purposes have consent, denies it otherwise, and follows later changes. While the visitor is being asked it does nothing,
 * so use the consent mode `required`. Where the platform says that the GDPR does not apply, it grants consent, unless the browser
 * sends Global Privacy Control or Do Not Track.
 * https://github.com/InteractiveAdvertisingBureau/GDPR-Transparency-and-Consent-Framework
 *
 * @returns a function that ends it
 */
export function followTcf(
  tracker: { consent(decision: ConsentDecision): void },
  { purposes = [1, 8], vendor, publisher }: TcfOptions = {},
): () => void {
  if (typeof window === 'undefined') return () => {}
  let latest: ConsentDecision | undefined
  let listenerId: number | undefined
  let ended = false
  let attempts = 0

  const mayTrack = (data: TcData) => {
    if (data.gdprApplies === false) return !asksNotToBeTracked()
    const consents = (publisher ? data.publisher : data.purpose)?.consents
    return (
      purposes.every((purpose) => consents?.[purpose] === true) &&
      (vendor === undefined || data.vendor?.consents?.[vendor] === true)
    )
  }
  const onData = (data: TcData, success: boolean) => {
    if (!success || ended) return
    listenerId = data.listenerId
    // Other states mean that the visitor is still being asked. Where the GDPR does not apply, there is no question to wait for.
    if (data.gdprApplies !== false && !/^(tcloaded|useractioncomplete)$/.test(`${data.eventStatus}`)) return
    const decision = mayTrack(data) ? 'granted' : 'denied'
    if (decision !== latest) tracker.consent(decision)
    latest = decision
  }
  const findApi = () => (window as { __tcfapi?: TcfApi }).__tcfapi
  const connect = () => {
    const api = findApi()
    if (typeof api === 'function') api('addEventListener', 2, guard(onData))
    else if (++attempts < MAX_ATTEMPTS) return
    else
      console.error(
        'Leadlight: found no consent platform (__tcfapi). Add one to this page, or remove followTcf.',
      )
    clearInterval(timer)
  }
  const timer = setInterval(guard(connect), RETRY_MS)
  guard(connect)()

  return () => {
    ended = true
    clearInterval(timer)
    if (listenerId !== undefined) guard(() => findApi()?.('removeEventListener', 2, () => {}, listenerId))()
  }
}
