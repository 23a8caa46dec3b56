import { CONSENT, mayTrack } from './consent.ts'
import { createEmitter } from './create-emitter.ts'
import { guard } from './guard.ts'
import { listen } from './listen.ts'
import { startTracking, type Tracking } from './start-tracking.ts'
import type { Tracker, TrackerOptions } from './tracker.ts'
import { forgetVisitor, type TextStorage, VISITOR } from './visitor.ts'

/**
 * Creates the tracker of a page, with consent, ids and an outbox; plugins add automatic events. It never throws into the page. On a
 * prerendered page it starts at activation, and on a server it does nothing.
 */
export function createTracker<Events extends object = Record<never, never>>(
  options: TrackerOptions,
): Tracker<Events> {
  const { writeKey, consent = 'opt-out', cookieDomain } = options
  if (!writeKey) console.error('Leadlight: set the write key')
  const database = `leadlight-${writeKey}`
  const persistent = consent !== 'cookieless'
  // Kept in memory where the browser denies access, as in sandboxed frames.
  const storage: TextStorage = guard(() => persistent && localStorage)() || {}
  const { on, emit } = createEmitter()
  /** The arguments of `form`, kept for the next start: consent may be given later, or again. */
  const places: WeakRef<Node>[] = []
  let tracking: Tracking | undefined

  /** Calls `action` now or, on a prerendered page, at activation; never on a server. */
  const whenShown = (action: () => void) =>
    guard(() => {
      if (!(document as Document & { prerendering?: boolean }).prerendering) action()
      else document.addEventListener('prerenderingchange', guard(action))
    })()
  /** Starts or stops tracking, depending on the visitor's consent. After a denial it deletes what was stored, in any mode. */
  const update = (decision = storage[CONSENT], isStored: unknown = storage[VISITOR]) => {
    const active = writeKey ? mayTrack(consent, decision) : undefined
    emit('consent', !!active)
    if (active && tracking) tracking.read()
    else if (active) tracking = startTracking(options, storage, persistent ? database : '', emit, places)
    else if (tracking || (active === false && isStored)) {
      tracking?.stop()
      tracking = undefined
      forgetVisitor(storage, cookieDomain)
      guard(() => {
        forgetVisitor(localStorage)
        indexedDB.deleteDatabase(database)
      })()
    }
  }
  const call =
    (name: 'page' | 'track' | 'identify' | 'reset' | 'form') =>
    (...args: unknown[]) =>
      whenShown(() => (tracking?.[name] as ((...args: unknown[]) => void) | undefined)?.(...args))

  const trackForm = call('form')

  whenShown(() => {
    // The visitor may decide in another tab, or on another page while this one is in the back/forward cache.
    listen(window, 'storage pageshow', new AbortController().signal, (event) => {
      if ((event as StorageEvent).key === CONSENT || (event as PageTransitionEvent).persisted) update()
    })
    update()
  })

  return {
    page: call('page'),
    track: call('track'),
    identify: call('identify'),
    reset: call('reset'),
    form(place, outcome) {
      whenShown(() => places.push(new WeakRef(place)))
      trackForm(place, outcome)
      return (result = 'submitted') => trackForm(place, result)
    },
    consent: (decision) =>
      whenShown(() => {
        // First, because storing the decision throws when the device is full.
        update(`${decision}`, true)
        storage[CONSENT] = decision
      }),
    flush: async () => tracking?.flush(),
    anonymousId: () => tracking?.anonymousId(),
    on,
  }
}
