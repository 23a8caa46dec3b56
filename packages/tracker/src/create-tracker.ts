import { CONSENT, mayTrack } from './consent.ts'
import { createEmitter } from './create-emitter.ts'
import { guard } from './guard.ts'
import { startTracking, type Tracking } from './start-tracking.ts'
import type { Tracker, TrackerOptions } from './tracker.ts'
import type { TextStorage } from './visitor.ts'

/**
 * Creates the tracker of a page, with ids, consent and outbox. Automatic events come from its plugins. It never throws into
 * the page. A prerendered page is tracked from its activation on, and on a server nothing happens.
 */
export function createTracker<Events extends object = Record<never, never>>(
  options: TrackerOptions,
): Tracker<Events> {
  const { writeKey, consent = 'opt-out' } = options
  if (!writeKey) console.error('Leadlight: no write key')
  const persistent = consent !== 'cookieless'
  // Where the browser refuses, as in sandboxed frames, an object of this page.
  const storage: TextStorage = guard(() => persistent && localStorage)() || {}
  const { on, emit } = createEmitter()
  /** What `form` was told; consent may come later, and again. */
  const places: WeakRef<Node>[] = []
  let tracking: Tracking | undefined

  /** Does it once the page is shown: at once, unless it is being prerendered, or never, on a server. */
  const whenShown = (action: () => void) =>
    guard(() => {
      if (!(document as Document & { prerendering?: boolean }).prerendering) action()
      else document.addEventListener('prerenderingchange', guard(action))
    })()
  /** Starts or stops, as the visitor's consent says. */
  const update = (decision = storage[CONSENT]) => {
    const active = !!writeKey && mayTrack(consent, decision)
    emit('consent', active)
    if (active) tracking ??= startTracking(options, storage, persistent, emit, places)
    else {
      tracking?.stop()
      tracking = undefined
    }
  }
  const call =
    (name: 'page' | 'track' | 'identify' | 'reset' | 'form') =>
    (...args: unknown[]) =>
      whenShown(() => (tracking?.[name] as ((...args: unknown[]) => void) | undefined)?.(...args))

  const tell = call('form')

  whenShown(() => {
    // Another tab may hear of the decision first.
    addEventListener(
      'storage',
      guard(({ key }) => key === CONSENT && update()),
    )
    update()
  })

  return {
    page: call('page'),
    track: call('track'),
    identify: call('identify'),
    reset: call('reset'),
    form(place, outcome) {
      whenShown(() => places.push(new WeakRef(place)))
      tell(place, outcome)
      return (result = 'submitted') => tell(place, result)
    },
    consent: (decision) =>
      whenShown(() => {
        // The device may be too full to remember it.
        update(decision)
        storage[CONSENT] = decision
      }),
    flush: async () => tracking?.flush(),
    anonymousId: () => tracking?.anonymousId(),
    on,
  }
}
