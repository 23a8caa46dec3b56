import { createCurrentPage } from './create-current-page.ts'
import { createEmitter, type Emit } from './create-emitter.ts'
import { createSend } from './create-send.ts'
import { guard } from './guard.ts'
import { listen } from './listen.ts'
import { createOutbox } from './outbox/create-outbox.ts'
import { post } from './outbox/post.ts'
import { createPageClock } from './page-clock.ts'
import type { FormOutcome, PageView, PluginHost, Properties, TrackOptions } from './plugin.ts'
import type { Tracker, TrackerOptions } from './tracker.ts'
import { createVisitor, type TextStorage } from './visitor.ts'
import { writeMessage } from './write-message.ts'

/** The listeners of plugins by name. */
interface PluginListeners {
  view: (pageView: PageView) => void
  hide: (left: boolean) => void
  form: (place: Node, outcome?: FormOutcome) => void
}

/** A copy of the page's properties. Only of those that can be read, if one of them throws. */
const readable = (properties?: Properties): Properties =>
  guard(() => ({ ...properties }))() ?? JSON.parse(writeMessage({ properties })).properties

/** An active tracker, from consent until it is denied. */
export interface Tracking extends Omit<Tracker, 'consent' | 'on' | 'track' | 'form'> {
  form(place: Node, outcome?: FormOutcome): void
  track(event: string, properties?: Properties): void
  /** Reads the stored ids again, which another page may have changed. */
  read(): void
  /** Stops tracking, and forgets unsent events. */
  stop(): void
}

/**
 * Starts tracking: creates the visitor and the outbox, and starts the plugins.
 *
 * @param database of the outbox; empty keeps everything in memory
 * @param places the nodes passed to `form`
 */
export function startTracking(
  { writeKey, collector, plugins = [], cookieDomain }: TrackerOptions,
  storage: TextStorage,
  database: string,
  emit: Emit,
  places: readonly WeakRef<Node>[],
): Tracking {
  const controller = new AbortController()
  const { signal } = controller
  const visitor = createVisitor(storage, !!database, cookieDomain)
  const clock = createPageClock()
  const outbox = createOutbox((body) => post(collector, body), database, signal, emit, clock, storage)
  const { on, tell } = createEmitter<PluginListeners>()
  const send = createSend(writeKey, visitor, clock, outbox, emit, signal)
  const { page, pageView, release } = createCurrentPage(send, tell)
  const track = (event: string, properties?: Properties, options?: TrackOptions, hold?: boolean) =>
    send('track', { event, properties: { page_view_id: pageView()?.id, ...properties } }, hold, options)

  const host: PluginHost = {
    track,
    hold: (event, properties, options) => track(event, properties, options, true),
    page,
    pageView,
    onPageView(listener) {
      const view = pageView()
      on('view', listener)
      if (view) listener(view)
    },
    onHide: (listener) => on('hide', listener),
    places,
    onForm: (listener) => on('form', listener),
    visitor,
    signal,
  }
  for (const plugin of plugins) guard(plugin, (cause) => emit('error', { cause }))(host)
  listen(window, 'visibilitychange pagehide', signal, ({ type }) => {
    const left = type === 'pagehide'
    if (!left && !document.hidden) return
    tell('hide', left)
    release()
    outbox.hide()
    if (!left) return
    outbox.leave()
    // Again after the page's own listeners, which may track something: Chromium calls none of this event that is added by now.
    for (const later of ['pagehide', 'visibilitychange'])
      addEventListener(later, outbox.leave, { once: true, signal })
  })
  listen(window, 'online', signal, outbox.flush)

  return {
    page: (properties) => page(() => readable(properties)),
    track: (event, properties) => track(`${event}`, readable(properties)),
    identify(first: unknown, second?: unknown) {
      const isTraits = first && typeof first === 'object'
      if (!isTraits && first) visitor.become(visitor.anonymousId, `${first}`)
      send('identify', { traits: isTraits ? first : second })
    },
    form: (place, outcome) => tell('form', place, outcome),
    reset: () => visitor.become(),
    flush() {
      release()
      return outbox.flush()
    },
    anonymousId: () => visitor.anonymousId,
    read: visitor.read,
    stop() {
      controller.abort()
      release()
      outbox.destroy()
    },
  }
}
