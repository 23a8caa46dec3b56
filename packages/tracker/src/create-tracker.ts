import { CONSENT, createConsent } from './consent.ts'
import { createDeviceStorage } from './device-storage.ts'
import { guard } from './guard.ts'
import { listen } from './listen.ts'
import type { Properties } from './plugin.ts'
import { startTracking, type Tracking } from './start-tracking.ts'
import type { Tracker, TrackerOptions } from './tracker.ts'

/**
 * Makes the tracker of a page: ids, consent, outbox; what it notices by itself comes from its add-ons. It never throws into
 * the page. A prerendered page is tracked from its activation on.
 */
export function createTracker(options: TrackerOptions): Tracker {
  const { writeKey, consent: mode = 'opt-out' } = options
  if (!writeKey)
    console.error('Leadlight: no write key, so nothing is tracked. See data-write-key or writeKey.')
  const persistent = mode !== 'cookieless'
  const storage = createDeviceStorage(persistent)
  const consent = createConsent(mode, storage)
  let tracking: Tracking | undefined

  /** Follows the consent, also when it was given or withdrawn in another tab. */
  const update = () => {
    if (!writeKey || !consent.allowed()) {
      tracking?.stop()
      tracking = undefined
    } else tracking ??= startTracking(options, storage, persistent)
  }

  /** Does it once the page is shown: at once, unless it is being prerendered. */
  const whenShown = (action: () => void) => {
    if ((document as Document & { prerendering?: boolean }).prerendering) {
      document.addEventListener('prerenderingchange', () => whenShown(action), { once: true })
    } else guard(action)()
  }

  whenShown(update)
  guard(() =>
    listen(window, 'storage', new AbortController().signal, (event) => {
      if ((event as StorageEvent).key === CONSENT) update()
    }),
  )()

  return {
    page: (properties) => whenShown(() => tracking?.page(properties)),
    track: (event, properties) => whenShown(() => tracking?.send('track', { event: `${event}`, properties })),
    identify(first: unknown, second?: unknown) {
      whenShown(() => {
        const byId = typeof first !== 'object'
        if (byId && first) tracking?.visitor.identify(`${first}`)
        tracking?.send('identify', { traits: (byId ? second : first) as Properties | undefined })
      })
    },
    consent: (decision) =>
      whenShown(() => {
        consent.decide(decision)
        update()
      }),
    reset: () => whenShown(() => tracking?.visitor.reset()),
    flush: async () => tracking?.flush(),
    anonymousId: () => tracking?.visitor.anonymousId(),
  }
}
