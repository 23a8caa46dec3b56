import { CONSENT, mayTrack } from './consent.ts'
import { guard } from './guard.ts'
import { openStorage } from './open-storage.ts'
import type { Properties } from './plugin.ts'
import { startTracking, type Tracking } from './start-tracking.ts'
import type { Tracker, TrackerOptions } from './tracker.ts'

/**
 * Makes the tracker of a page: ids, consent, outbox; what it notices by itself comes from its add-ons. It never throws into
 * the page. A prerendered page is tracked from its activation on.
 */
export function createTracker(options: TrackerOptions): Tracker {
  const { writeKey, consent = 'opt-out' } = options
  if (!writeKey) console.error('Leadlight: no write key, so nothing is tracked.')
  const persistent = consent !== 'cookieless'
  const storage = openStorage(persistent)
  let tracking: Tracking | undefined

  /** Does it once the page is shown: at once, unless it is being prerendered. */
  const whenShown = (action: () => void) => {
    if ((document as Document & { prerendering?: boolean }).prerendering) {
      document.addEventListener('prerenderingchange', () => whenShown(action), { once: true })
    } else guard(action)()
  }
  /** Starts or stops, as the visitor's consent says. */
  const update = () => {
    if (writeKey && mayTrack(consent, storage)) tracking ??= startTracking(options, storage, persistent)
    else {
      const stopped = tracking
      tracking = undefined
      stopped?.stop()
    }
  }

  whenShown(update)
  // Another tab may hear of the decision first.
  addEventListener('storage', ({ key }) => {
    if (key === CONSENT) guard(update)()
  })

  return {
    page: (properties) => whenShown(() => tracking?.page(properties)),
    track: (event, properties) => whenShown(() => tracking?.send('track', { event: `${event}`, properties })),
    identify: (first: unknown, second?: unknown) =>
      whenShown(() => {
        const isTraits = typeof first === 'object'
        const { visitor, send } = tracking ?? {}
        if (!isTraits && first) visitor?.become(visitor.anonymousId(), `${first}`)
        send?.('identify', { traits: (isTraits ? first : second) as Properties })
      }),
    consent: (decision) =>
      whenShown(() => {
        guard(() => {
          storage[CONSENT] = decision
        })()
        update()
      }),
    reset: () => whenShown(() => tracking?.visitor.become()),
    flush: async () => tracking?.flush(),
    anonymousId: () => tracking?.visitor.anonymousId(),
  }
}
