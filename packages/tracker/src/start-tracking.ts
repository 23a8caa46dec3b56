import { cleanUrl, withoutAddresses } from './clean-url.ts'
import { createEmitter, type Emit } from './create-emitter.ts'
import { guard } from './guard.ts'
import { listen } from './listen.ts'
import { createOutbox } from './outbox/create-outbox.ts'
import { post } from './outbox/post.ts'
import { createPageClock } from './page-clock.ts'
import type { FormOutcome, PageView, PluginHost, Properties, Release, TrackOptions } from './plugin.ts'
import type { Tracker, TrackerOptions } from './tracker.ts'
import { uniqueId } from './unique-id.ts'
import { createVisitor, type TextStorage } from './visitor.ts'
import { writeMessage } from './write-message.ts'

/** The content of a message, by its type: https://segment.com/docs/connections/spec/common/ */
interface Content {
  messageId?: string
  /** Event name of a `track` message. */
  event?: string
  properties?: Properties | undefined
  traits?: unknown
}

/** The listeners of plugins by name. */
interface PluginListeners {
  view: (pageView: PageView) => void
  hide: (left: boolean) => void
  form: (place: Node, outcome?: FormOutcome) => void
}

/** How long a page view is held, so that an app can render the page and set its title, in milliseconds. */
const RENDER_MS = 1_000

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
  let pageView: PageView | undefined
  let referrer: string | undefined
  /** Releases the latest page view; `true` reads its title and properties again. */
  let releasePage: ((refresh?: boolean) => void) | undefined

  /** Adds a message to the outbox. With `hold`, it is sent when the returned function is called. */
  const send = (
    type: 'page' | 'track' | 'identify',
    content: Content,
    { form = false }: TrackOptions = {},
    hold?: boolean,
  ): Release => {
    const { anonymousId, userId } = visitor
    const now = clock()
    const message = { type, messageId: uniqueId(), timestamp: new Date(now), userId, ...content }
    const head = writeMessage({
      writeKey,
      anonymousId,
      context: { sessionId: visitor.visit(now) },
    })
    const add = () => {
      const json = writeMessage(message)
      outbox.add({ key: message.messageId, head, json, form }, hold)
      if (!hold && !signal.aborted) emit('event', json)
    }
    add()
    return (changes) => {
      if (!hold) return
      hold = false
      message.properties = { ...message.properties, ...changes }
      add()
    }
  }
  const track = (event: string, properties?: Properties, options?: TrackOptions, hold?: boolean) =>
    send('track', { event, properties: { page_view_id: pageView?.id, ...properties } }, options, hold)

  const page: PluginHost['page'] = (properties) => {
    // Without reading again: the next page may be shown already.
    releasePage?.()
    const url = cleanUrl(location.href)
    const messageId = uniqueId()
    const read = (): Properties => ({
      title: withoutAddresses(`${document.title}`) || undefined,
      ...properties(),
    })
    const facts: Record<string, unknown> = {
      url: url?.href,
      path: url?.pathname,
      search: url?.search || undefined,
      referrer: referrer ?? cleanUrl(document.referrer)?.href,
      page_view_id: messageId,
      ...read(),
    }
    referrer = url?.href
    const readType = () => facts.content_type as string | undefined
    const view: PageView = { id: messageId, path: `${facts.path}`, contentType: readType() }
    pageView = view
    tell('view', view)
    const release = send('page', { messageId, properties: facts }, {}, true)
    releasePage = guard((refresh) => {
      if (refresh) Object.assign(facts, read())
      view.contentType = readType()
      release()
    })
    setTimeout(releasePage, RENDER_MS, true)
  }
  const host: PluginHost = {
    track,
    hold: (event, properties, options) => track(event, properties, options, true),
    page,
    pageView: () => pageView,
    onPageView(listener) {
      on('view', listener)
      if (pageView) listener(pageView)
    },
    onHide: (listener) => void on('hide', listener),
    places,
    onForm: (listener) => void on('form', listener),
    visitor,
    signal,
  }
  for (const plugin of plugins) guard(plugin, (cause) => emit('error', { cause }))(host)
  listen(window, 'visibilitychange pagehide', signal, ({ type }) => {
    const left = type === 'pagehide'
    if (!left && !document.hidden) return
    tell('hide', left)
    releasePage?.(true)
    outbox.hide()
    // Added last, so that it runs after the page's own listeners, which may track something.
    if (left) addEventListener('pagehide', outbox.leave, { once: true, signal })
  })
  listen(window, 'online', signal, outbox.flush)

  return {
    page: (properties) => page(() => readable(properties)),
    track: (event, properties) => void track(`${event}`, readable(properties)),
    identify(first: unknown, second?: unknown) {
      const isTraits = first && typeof first === 'object'
      if (!isTraits && first) visitor.become(visitor.anonymousId, `${first}`)
      send('identify', { traits: isTraits ? first : second })
    },
    form: (place, outcome) => tell('form', place, outcome),
    reset: () => visitor.become(),
    flush() {
      releasePage?.(true)
      return outbox.flush()
    },
    anonymousId: () => visitor.anonymousId,
    read: visitor.read,
    stop() {
      controller.abort()
      outbox.destroy()
    },
  }
}
